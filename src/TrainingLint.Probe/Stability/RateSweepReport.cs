using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Stability;

/// <summary>
/// The recipe at nine rates, half a decade apart: whole runs with its own schedule and optimizer, not a ramp. A ramp (Smith 2015,
/// arXiv:1506.01186) overstates what is stable, because sharp directions have died out before it passes their limit.
/// </summary>
public sealed record RateSweepReport
{
    /// <summary>A rate whose every seed made this share of the best descent is usable.</summary>
    private const double UsableShare = 0.5;

    /// <summary>Share of the best descent within which a rate is as good as the best.</summary>
    private const double GoodShare = 0.95;

    /// <summary>Decades within which the nine rates lie, with room for rounding.</summary>
    private const double NearDecades = 2.01;

    /// <summary>The rates, ascending: nine, and whole decades beyond the end at which the best one lay.</summary>
    public required IReadOnlyList<SweptRate> Rates { get; init; }

    /// <summary>The recipe's own peak rate.</summary>
    public required double RecipeRate { get; init; }

    /// <summary>Median loss before the first update.</summary>
    public required double InitialLoss { get; init; }

    /// <summary>Updates of each run.</summary>
    public required int Steps { get; init; }

    /// <summary>Seeds of each rate.</summary>
    public required int Seeds { get; init; }

    /// <summary>The rate with the lowest loss; null when none got below the start.</summary>
    public SweptRate? Best => Rates.MinBy(rate => rate.Loss) is { } best && best.Loss < InitialLoss ? best : null;

    /// <summary>The largest rate at which every seed makes at least half of the best descent, with nothing but such rates between it and the best one.</summary>
    public double? LargestUsableRate => Best is { } best
        ? Rates.SkipWhile(rate => rate.PeakRate < best.PeakRate).TakeWhile(rate =>
            ShareOf(rate.WorstLoss) >= UsableShare).LastOrDefault()?.PeakRate
        : null;

    /// <summary>Lowest and highest rate around the best one that come within a twentieth of its descent.</summary>
    public (double Low, double High)? GoodRange
    {
        get
        {
            if (Best is not { } best)
            {
                return null;
            }

            var at = Rates.ToList().IndexOf(best);
            var (low, high) = (at, at);
            while (low > 0 && ShareOf(Rates[low - 1].Loss) >= GoodShare)
            {
                low--;
            }

            while (high < Rates.Count - 1 && ShareOf(Rates[high + 1].Loss) >= GoodShare)
            {
                high++;
            }

            return (Rates[low].PeakRate, Rates[high].PeakRate);
        }
    }

    /// <summary>
    /// Decades from the lower end of the good range up to the recipe's rate, and from there to the upper end; negative where the rate lies
    /// outside of that end. Null when nothing was learned.
    /// </summary>
    public (double AboveLow, double BelowHigh)? Place => GoodRange is { } range
        ? (Math.Log10(RecipeRate / range.Low), Math.Log10(range.High / RecipeRate)) : null;

    /// <summary>
    /// Sensitivity to the rate (Wortsman et al. 2023, arXiv:2309.14322): the mean over the rates of min(loss, initial loss) above the lowest
    /// loss, as a share of the best descent; 0 when the rate does not matter, near 1 when only one serves. Null when nothing was learned.
    /// Over the nine alone, so that it means the same for every recipe.
    /// </summary>
    public double? Sensitivity => Best is { } best
        ? Near.Rates.Average(rate => Math.Min(double.IsFinite(rate.Loss) ? rate.Loss : InitialLoss, InitialLoss) - best.Loss)
            / (InitialLoss - best.Loss)
        : null;

    /// <summary>The same with the nine rates around the recipe's alone.</summary>
    internal RateSweepReport Near => this with { Rates = [.. Rates.Where(IsNear)] };

    private bool IsNear(SweptRate rate) => Math.Abs(Math.Log10(rate.PeakRate / RecipeRate)) < NearDecades;

    /// <summary>The recipe at so many half decades from its own rate.</summary>
    internal SweptRate At(int halfDecades) => Rates.MinBy(rate => Math.Abs(Math.Log10(rate.PeakRate / RecipeRate) - (0.5 * halfDecades)))!;

    /// <summary>Share of the best descent that a loss stands for; not above 1, negative above the start.</summary>
    public double ShareOf(double loss) => Best is { } best ? Math.Min(1, (InitialLoss - loss) / (InitialLoss - best.Loss)) : 0;
}
