using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Forecasts;

/// <summary>Updates at which the loss of a run jumps.</summary>
internal static class LossJumps
{
    private const int Window = 20;
    private const double JumpFactor = 2;

    /// <summary>Below this share of the first loss a run has learnt its task, and the noise of its batches is no jump.</summary>
    private const double LeastShare = 0.01;

    /// <summary>Updates whose batch lost more than twice the median of the 20 before. A loss that jumps and stays is one jump: the median follows it.</summary>
    /// <param name="losses">Loss of each update's batch.</param>
    /// <param name="apart">Updates within which a second jump belongs to the first.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> losses, int apart)
    {
        var jumps = new List<int>();
        for (var i = Window; i < losses.Count; i++)
        {
            var median = losses.Skip(i - Window).Take(Window).Order().ElementAt(Window / 2);
            var isHigh = median > 0 && losses[i] > JumpFactor * median && losses[i] > LeastShare * losses[0];
            if (isHigh && (jumps.Count == 0 || i - jumps[^1] > apart))
            {
                jumps.Add(i);
            }
        }

        return jumps;
    }
}
