using TrainingLint.Probe.Global;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Agreement;

/// <summary>How two trainings with different seeds compare at their ends.</summary>
/// <param name="First">Number of the first run in the report, from 0.</param>
/// <param name="Second">Number of the second run; above the first.</param>
public sealed record PairComparison(int First, int Second)
{
    /// <summary>How far the final losses lie apart; 0 or above.</summary>
    public required double LossDifference { get; init; }

    /// <summary>Euclidean distance of the parameters.</summary>
    public required double Distance { get; init; }

    /// <summary>The straight line between the ends as they are; null when time ran out before it.</summary>
    public LinearBarrier? Barrier { get; init; }

    /// <summary>Distance after hidden units were put in the same order; null for a problem whose units have no other order.</summary>
    public double? MatchedDistance { get; init; }

    /// <summary>The straight line after hidden units were put in the same order. That order is a good one, not certainly the best: it bounds the barrier from above.</summary>
    public LinearBarrier? MatchedBarrier { get; init; }

    /// <summary>Share of samples that the two predict differently (churn, Milani Fard et al. 2016); null for clusterings, and where nothing is predicted.</summary>
    public Proportion? Churn { get; init; }

    /// <summary>How far two clusterings agree; null for anything else.</summary>
    public AdjustedRandIndex? AdjustedRand { get; init; }

    /// <summary>The lower of the barriers with and without matching; null when none was measured.</summary>
    public double? LowestBarrier => MatchedBarrier is { } matched && matched.Height < Barrier?.Height ? matched.Height : Barrier?.Height;

    /// <summary>By how much predictions differ: the churn, or 1 less the adjusted Rand index; null where nothing is predicted.</summary>
    public double? PredictionDistance => Churn?.Value ?? (1 - AdjustedRand?.Value);
}
