using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules;

/// <summary>A rule that judges what a recipe says.</summary>
public abstract class RecipeRule : Rule
{
    /// <summary>The findings in one recipe; empty for a sound one. Never throws.</summary>
    public abstract IEnumerable<Finding> Judge(Recipe recipe);

    /// <summary>The same under a team's own thresholds, for rules that have any.</summary>
    public virtual IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings) => Judge(recipe);

    /// <summary>A finding at the value of a setting.</summary>
    protected Finding At(Recipe recipe, Setting setting, string message, Severity? severity = null) => new()
    {
        Rule = Info,
        Severity = severity ?? Info.Severity,
        Message = message,
        Place = setting.Place ?? recipe.Place,
        Key = setting.Key,
        Recipe = recipe.Name,
    };

    /// <summary>The other value of a finding that holds two against each other; null for one that no file writes.</summary>
    protected static PartnerPlace? PartnerOf(Setting setting) =>
        setting is { IsWritten: true, Place: { } place } ? new PartnerPlace(place, setting.Key) : null;

    /// <summary>A finding about something that is not written, at the start of its recipe.</summary>
    protected Finding Missing(Recipe recipe, string message, Severity? severity = null) => new()
    {
        Rule = Info,
        Severity = severity ?? Info.Severity,
        Message = message,
        Place = recipe.Get(Facts.LearningRate).Place ?? recipe.Place,
        Recipe = recipe.Name,
    };
}
