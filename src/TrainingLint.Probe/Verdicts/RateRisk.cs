using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Stability;

namespace TrainingLint.Probe.Verdicts;

/// <summary>
/// A rate that still learns something and is far too high all the same: short runs favour high rates, so that one where far lower rates do
/// far better is too high for any length.
/// </summary>
internal static class RateRisk
{
    /// <summary>A run that makes less than this share of what a far lower rate makes is spoiled by its rate.</summary>
    private const double SpoiledShare = 0.5;

    /// <summary>Decades down to a far lower rate, with room for rounding.</summary>
    private const double Far = 0.99;

    /// <summary>The risk in words; none where the rate is not too high.</summary>
    /// <param name="sweep">Other rates; null where none were tried.</param>
    /// <param name="course">The recipe's own run.</param>
    public static IEnumerable<string> Of(RateSweepReport? sweep, LossCourse course)
    {
        if (sweep is null || course.HasDiverged || sweep.Rates.Where(rate => Math.Log10(sweep.RecipeRate / rate.PeakRate) > Far)
            .MinBy(rate => rate.Loss) is not { } lower)
        {
            yield break;
        }

        // Both as the sweep has them, with as many steps, and the recipe's whole run as well.
        var descent = sweep.InitialLoss - lower.Loss;
        if (descent > SpoiledShare * Math.Abs(sweep.InitialLoss) && sweep.InitialLoss - sweep.At(0).Loss < SpoiledShare * descent
            && course.Descent < SpoiledShare * descent)
        {
            yield return FormattableString.Invariant(
                $"the rate is far too high: a peak of {lower.PeakRate.Rounded(2)} instead of {sweep.RecipeRate.Rounded(3)} ends at a loss of {lower.Loss.Rounded(3)} instead of {sweep.At(0).Loss.Rounded(3)}");
        }
    }
}
