using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Optimizer;

/// <summary>TL0299 faint-momentum: Momentum is so small that the optimizer hardly differs from one without.</summary>
public sealed class FaintMomentum : ThresholdRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0299",
        Name = "faint-momentum",
        Severity = Severity.Info,
        Title = "Momentum is so small that the optimizer hardly differs from one without",
        Failure = Failure.PoorMinimum,
        Why = "A step is the sum of the last 1 / (1 - momentum) gradients; at 0.05 that is one gradient.",
        Instead = "Write 0.9, or leave momentum out.",
        Suppress = "In a sweep over momentum.",
        Sources = ["Polyak 1964; Goh 2017, Why Momentum Really Works (Distill)"],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              MOMENTUM: 0.01
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              MOMENTUM: 0.9
            """,
    };

    private static readonly NumberOption Min = new("min", "smallest momentum above zero", 0.1);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Min];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        var momentum = recipe.Get(Facts.Momentum);

        // Zero is the way to write none, and what is not written or not known is nobody's mistake.
        if (momentum.IsWritten && momentum.TryGet(out var value) && value > 0 && value < settings.Get(Min))
        {
            yield return At(recipe, momentum, "Momentum " + Show(momentum) + " hardly averages anything; 0.9 is usual.");
        }
    }
}
