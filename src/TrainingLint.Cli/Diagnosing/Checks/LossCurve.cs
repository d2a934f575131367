using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Diagnosing.Logs;

namespace TrainingLint.Cli.Diagnosing.Checks;

/// <summary>The course of a loss, with the noise taken out by medians.</summary>
internal sealed class LossCurve
{
    private const int Window = 5;

    /// <summary>Standard deviations of a normal distribution in its median absolute deviation.</summary>
    private const double NormalQuartile = 1.4826;

    /// <summary>A difference of two medians beyond this many deviations is not chance.</summary>
    private const double DeviationsOfChance = 5;

    /// <summary>Takes the finite values of a series.</summary>
    public LossCurve(IReadOnlyList<LogPoint> points)
    {
        Points = points;
        Values = [.. points.Select(point => point.Value)];
        Smooth = [.. Enumerable.Range(0, Values.Length).Select(i => Median(Values[Math.Max(0, i - Window + 1)..(i + 1)]))];
        var edge = Math.Max(Math.Min(3, Values.Length), Values.Length / 20);
        (First, Last) = (Median(Values[..edge]), Median(Values[^edge..]));
        var lowest = Array.IndexOf(Smooth, Smooth.Skip(Math.Min(Window, Smooth.Length) - 1).Min());
        (Lowest, LowestAt) = (Smooth[lowest], lowest);
    }

    public IReadOnlyList<LogPoint> Points { get; }

    public double[] Values { get; }

    /// <summary>Medians of each value and those before it.</summary>
    public double[] Smooth { get; }

    /// <summary>The level at the start.</summary>
    public double First { get; }

    /// <summary>The level at the end.</summary>
    public double Last { get; }

    /// <summary>The lowest level.</summary>
    public double Lowest { get; }

    /// <summary>Where the lowest level is reached.</summary>
    public int LowestAt { get; }

    /// <summary>
    /// True when the loss has fallen by a share of itself: from its first third to its last, or from its first values to its last by more
    /// than noise explains. The lowest value says nothing; among many noisy ones, one is always low.
    /// </summary>
    public bool HasFallen(double share)
    {
        var third = Values.Length / 3;
        var (early, late) = (Median(Values[..third]), Median(Values[^third..]));
        var edge = Math.Max(Math.Min(3, Values.Length), Values.Length / 20);
        var chance = DeviationsOfChance * Noise(Values) / Math.Sqrt(edge);
        return early - late > share * early || First - Last > Math.Max(share * First, chance)
            || Values[0] - Last > Math.Max(share * Values[0], DeviationsOfChance * Noise(Values));
    }

    /// <summary>The middle of some values; of an even number, the mean of the two in the middle.</summary>
    public static double Median(IReadOnlyCollection<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>
    /// Standard deviation of the noise around a trend, from the differences of neighbours, in which the trend hardly shows; from their median,
    /// which outliers do not move.
    /// </summary>
    public static double Noise(IReadOnlyCollection<double> values)
    {
        double[] steps = [.. values.Zip(values.Skip(1), (one, next) => next - one)];
        var middle = Median(steps);
        return NormalQuartile * Median([.. steps.Select(step => Math.Abs(step - middle))]) / Math.Sqrt(2);
    }
}
