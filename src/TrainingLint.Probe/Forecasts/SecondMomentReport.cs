using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// How stale the second moment of Adam was: RMS_t, the root mean square of gradient over divisor (Wortsman et al. 2023, arXiv:2304.13013).
/// About 1 while the divisor fits the gradients; in CLIP trainings losses jumped 1 to 8 steps after it rose above 2.3.
/// </summary>
/// <param name="Values">RMS_t of each update; not a number where there was no gradient.</param>
/// <param name="Losses">Loss of each update's batch.</param>
public sealed record SecondMomentReport(IReadOnlyList<double> Values, IReadOnlyList<double> Losses)
{
    /// <summary>Values above this warn of a jump.</summary>
    public const double WarningLevel = 2.3;

    /// <summary>Updates within which a jump follows its warning.</summary>
    public const int Lead = 8;

    /// <summary>The update with the highest value; -1 without any.</summary>
    public int HighestStep { get; } = HighestOf(Values);

    /// <summary>Its value; not a number without any.</summary>
    public double Highest => HighestStep < 0 ? double.NaN : Values[HighestStep];

    /// <summary>Updates whose batch lost more than twice the median of the 20 before.</summary>
    public IReadOnlyList<int> Jumps { get; } = LossJumps.Of(Losses, Lead);

    /// <summary>How many of the jumps were preceded by a warning.</summary>
    public int Foreseen => Jumps.Count(jump => Enumerable.Range(Math.Max(0, jump - Lead), Math.Min(jump, Lead)).Any(step =>
        step < Values.Count && Values[step] > WarningLevel));

    private static int HighestOf(IReadOnlyList<double> values)
    {
        var highest = -1;
        for (var i = 0; i < values.Count; i++)
        {
            highest = double.IsFinite(values[i]) && (highest < 0 || values[i] > values[highest]) ? i : highest;
        }

        return highest;
    }
}
