using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules;

/// <summary>A rule that judges what a recipe says, by thresholds that a team can set for itself.</summary>
public abstract class ThresholdRule : RecipeRule
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Judge(Recipe recipe) => Judge(recipe, RuleSettings.Defaults);

    /// <inheritdoc/>
    public abstract override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings);
}
