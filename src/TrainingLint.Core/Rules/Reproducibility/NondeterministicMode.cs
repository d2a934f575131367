using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reproducibility;

/// <summary>TL0304 nondeterministic-mode: A seed is set while nondeterministic algorithms are switched on.</summary>
public sealed class NondeterministicMode : RecipeRule, IObservationRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0304",
        Name = "nondeterministic-mode",
        Severity = Severity.Info,
        Title = "A seed is set while nondeterministic algorithms are switched on",
        Failure = Failure.Unrepeatable,
        Why = "Autotuned and atomics-based GPU kernels add in an order that differs from run to run. The differences are tiny at first, but training amplifies them until two runs of the same seed end in different minima.",
        Instead = "Switch deterministic algorithms on where a run must be repeatable, and accept the loss of speed.",
        Suppress = "When speed matters more than bitwise repeatability, which is the usual choice.",
        Sources =
        [
            "PyTorch documentation, notes on reproducibility: torch.backends.cudnn.benchmark",
        ],
        Risky = """
            seed: 42
            deterministic: false
            cudnn_benchmark: true
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            epochs: 10
            """,
        Sound = """
            seed: 42
            deterministic: true
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            epochs: 10
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.Seed).IsWritten && recipe.Get(Facts.Deterministic) is { IsWritten: true } deterministic
            && deterministic.Is(false))
        {
            yield return At(recipe, deterministic, "A seed is set, but deterministic algorithms are switched off, so two runs still differ; switch them on where results must repeat.");
        }
    }

    Finding? IObservationRule.Judge(Observation observation, TrainingFile file) => SeenBy(observation);
}
