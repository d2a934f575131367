using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reproducibility;

/// <summary>TL0303 single-run-conclusion: A comparison or sweep that tries one seed only.</summary>
public sealed class SingleRunConclusion : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0303",
        Name = "single-run-conclusion",
        Severity = Severity.Info,
        Title = "A comparison or sweep that tries one seed only",
        Failure = Failure.Unrepeatable,
        Why = "Runs that differ only in their seed often differ by more than the settings that a sweep compares. The winner of a sweep with one seed is partly the luckiest initialisation.",
        Instead = "Repeat the best few settings with at least three seeds and compare the means with their spread.",
        Suppress = "For coarse searches over decades, where the differences are far larger than the spread.",
        Sources =
        [
            "Bouthillier et al. 2021 (arXiv:2103.03098)",
            "Henderson et al. 2018, Deep Reinforcement Learning that Matters (arXiv:1709.06560)",
        ],
        Risky = """
            method: grid
            metric: {name: val_loss, goal: minimize}
            parameters:
              lr: {values: [1.0e-4, 1.0e-3]}
              seed: {value: 1}
            """,
        Sound = """
            method: grid
            metric: {name: val_loss, goal: minimize}
            parameters:
              lr: {values: [1.0e-4, 1.0e-3]}
              seed: {values: [1, 2, 3]}
            """,
        Experiment = "how far runs of different seeds end apart",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Is(Facts.Sweep) && recipe.Get(Facts.Seed) is { HasValue: true, IsWritten: true } seed)
        {
            yield return At(recipe, seed, "The sweep compares settings on the single seed " + Show(seed) + "; repeat at least the best ones with three seeds.");
        }
    }
}
