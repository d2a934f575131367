using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Clustering;

/// <summary>
/// 300 made-up customers of a shop, each with days since the last order, orders per year, and spend per year. They are drawn from five habits
/// with log-normal scatter, the same on every machine; as usual for such data, logarithms are taken and each feature is scaled to mean 0 and
/// deviation 1.
/// </summary>
public static class Customers
{
    /// <summary>Features of a customer: recency, frequency, spend.</summary>
    public const int Features = 3;

    /// <summary>Number of customers.</summary>
    public const int Count = 300;

    private const double Scatter = 0.35;

    /// <summary>Customers of each habit, and its typical days since the last order, orders per year, and spend per year.</summary>
    private static readonly (int Customers, double Recency, double Frequency, double Spend)[] Habits =
    [
        (30, 6, 35, 3000),
        (90, 20, 12, 600),
        (90, 90, 3, 150),
        (30, 150, 2, 1500),
        (60, 400, 1.2, 60),
    ];

    private static readonly Lazy<double[]> Made = new(Make);

    /// <summary>All features, customer by customer, scaled.</summary>
    public static ReadOnlyMemory<double> Scaled => Made.Value;

    private static double[] Make()
    {
        var random = new RandomNumbers(0, RandomStream.Construction);
        var features = new double[Count * Features];
        var next = 0;
        foreach (var habit in Habits)
        {
            for (var i = 0; i < habit.Customers; i++)
            {
                foreach (var typical in (ReadOnlySpan<double>)[habit.Recency, habit.Frequency, habit.Spend])
                {
                    features[next++] = Math.Log(typical) + (Scatter * random.NextNormal());
                }
            }
        }

        Scale(features);
        return features;
    }

    private static void Scale(double[] features)
    {
        for (var feature = 0; feature < Features; feature++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = feature; i < features.Length; i += Features)
            {
                sum += features[i];
                squares += features[i] * features[i];
            }

            var mean = sum / Count;
            var deviation = Math.Sqrt((squares / Count) - (mean * mean));
            for (var i = feature; i < features.Length; i += Features)
            {
                features[i] = (features[i] - mean) / deviation;
            }
        }
    }
}
