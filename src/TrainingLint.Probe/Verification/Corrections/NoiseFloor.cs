using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>
/// Whether the noise of batches keeps a run's end up. Only then has a decay of the rate, or an average of iterates, anything to gain;
/// a problem that is still falling, or whose samples can all be fitted, has no such floor.
/// </summary>
internal static class NoiseFloor
{
    /// <summary>The average of the last iterates must lie this far below the last one, as a share of what is left of the descent.</summary>
    private const double Gain = 0.8;

    public static string? Obstacle(IReadOnlyList<TrialRun> runs)
    {
        if (runs.Count < PairedEffect.FewestPairs)
        {
            return FinalLossComparison.TooFew(runs.Count).Measure;
        }

        var best = runs.Min(run => double.Min(run.End, run.Average));
        var (last, average) = (FinalLossComparison.Left(runs, best),
            FinalLossComparison.Left([.. runs.Select(run => run with { End = run.Average })], best));
        return average.Sum() < Gain * last.Sum()
            ? null
            : "at its end this problem has no noise that a lower rate or an average could take away: the average of the last iterates is no better than the last one";
    }
}
