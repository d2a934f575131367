using System.Collections.Generic;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Forecasts;

/// <summary>What a change to a run gains, as a share of the descent that the run makes.</summary>
/// <param name="Share">Mean over seeds; negative for a loss.</param>
/// <param name="Low">Lower end of its 95 % interval; not a number for one seed.</param>
/// <param name="High">Upper end.</param>
public sealed record RunGain(double Share, double Low, double High)
{
    /// <summary>The gain over seeds; Student's t.</summary>
    /// <param name="shares">One for each seed; those of runs that diverged are minus infinity, and then nothing is gained for
    /// certain.</param>
    internal static RunGain Of(IReadOnlyList<double> shares)
    {
        foreach (var share in shares)
        {
            if (!double.IsFinite(share))
            {
                return new(double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity);
            }
        }

        var spread = SampleSpread.Of(shares);
        var (low, high) = spread.MeanInterval;
        return new(spread.Mean, low, high);
    }
}
