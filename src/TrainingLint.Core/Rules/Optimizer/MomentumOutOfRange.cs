using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Optimizer;

/// <summary>TL0202 momentum-out-of-range: Momentum is outside of [0, 1), or so close to 1 that it never forgets.</summary>
public sealed class MomentumOutOfRange : ThresholdRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0202",
        Name = "momentum-out-of-range",
        Severity = Severity.Error,
        SeverityNote = "An error outside of the range from 0 to 1; a warning for one so near to 1 that it averages over thousands "
            + "of steps.",
        HoldsInTests = true,
        Title = "Momentum is outside of [0, 1), or so close to 1 that it never forgets",
        Failure = Failure.Divergence,
        Why = "Momentum multiplies the last step; from 1 on the steps grow without end and the run diverges. Just below 1 it averages over so many steps that the run oscillates about the minimum for as long.",
        Instead = "Write a value between 0.8 and 0.99; 0.9 is usual.",
        Suppress = "Above 0.999 only together with a schedule that is known to need it.",
        Sources =
        [
            "Polyak 1964; Goh 2017, Why Momentum Really Works (Distill)",
            "Practice: 0.6 to 0.99 in 1,940 public vision recipes",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              MOMENTUM: 9.0
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              MOMENTUM: 0.9
            """,
        Experiment = "final loss against the same run with momentum 0.9",
    };

    private static readonly NumberOption Max = new("max", "largest momentum", 0.999);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Max];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        var momentum = recipe.Get(Facts.Momentum);
        if (!momentum.IsWritten || !momentum.TryGet(out var value))
        {
            yield break;
        }

        if (!double.IsNaN(value) && !Facts.Momentum.Domain!.Contains(value))
        {
            yield return At(recipe, momentum, "Momentum " + Show(momentum) + " is outside of [0, 1): " + (value < 0 ? "each step would undo the last" : "the steps would grow without end") + "; 0.9 is usual.");
        }
        else if (value > settings.Get(Max))
        {
            yield return At(recipe, momentum, "Momentum " + Show(momentum) + " averages over " + Show(System.Math.Round(1 / (1 - value))) + " steps; 0.9 to 0.99 is usual.", Severity.Warning);
        }
    }
}
