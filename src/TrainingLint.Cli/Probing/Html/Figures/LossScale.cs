using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Cli.Probing.Html.Figures;

/// <summary>
/// The logarithmic scale of a picture of losses: height = log10(loss - shift). The shift is 0 where losses are well above zero; elsewhere
/// it puts the lowest loss a fixed number of decades below the highest.
/// </summary>
internal sealed class LossScale
{
    /// <summary>Where losses reach zero, the lowest decades would show nothing but rounding.</summary>
    private const double LeastShare = 1e-4;

    private const int Levels = 14;
    private const int EvenTicks = 5;
    private static readonly double[] RoundSteps = [1, 2, 5];

    private LossScale(double lowest, double highest)
    {
        Shift = lowest - Math.Max(lowest, LeastShare * (highest - lowest));
        (Bottom, Top) = (HeightOf(lowest), HeightOf(highest));
    }

    /// <summary>What is taken from a loss before its logarithm.</summary>
    public double Shift { get; }

    /// <summary>Height of the lowest loss.</summary>
    public double Bottom { get; }

    /// <summary>Height of the highest loss.</summary>
    public double Top { get; }

    /// <summary>Difference in height between contour lines.</summary>
    public double LevelStep => (Top - Bottom) / Levels;

    /// <summary>The scale for losses between two values; null when they are the same or no numbers.</summary>
    public static LossScale? Between(double lowest, double highest) =>
        lowest < highest && double.IsFinite(highest - lowest) ? new LossScale(lowest, highest) : null;

    /// <summary>The height of a loss; what lies below the lowest of the scale gets its height, NaN stays NaN.</summary>
    public double HeightOf(double loss) => double.IsNaN(loss) ? double.NaN : Math.Log10(Math.Max(loss - Shift, double.Epsilon));

    /// <summary>Losses to write beside the scale: 1, 2 and 5 times powers of ten where they fit, otherwise evenly spread heights.</summary>
    public IReadOnlyList<double> Ticks()
    {
        if (Shift == 0)
        {
            var (from, to) = ((int)Math.Floor(Bottom), (int)Math.Ceiling(Top));
            var steps = to - from > EvenTicks ? RoundSteps[..1] : RoundSteps;
            var round = Enumerable.Range(from, to - from + 1).SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
                .Where(loss => HeightOf(loss) >= Bottom && HeightOf(loss) <= Top).ToList();
            if (round.Count >= 3)
            {
                return round;
            }
        }

        return [.. Enumerable.Range(0, EvenTicks).Select(i => Math.Pow(10, Bottom + ((Top - Bottom) * i / (EvenTicks - 1))) + Shift)];
    }
}
