using System;

namespace TrainingLint.Probe.Numerics;

/// <summary>How often something happened, with Wilson's 95 % interval (Wilson 1927), which holds for few trials and for shares near 0 and 1 too.</summary>
/// <param name="Count">How often it happened.</param>
/// <param name="Trials">How often it could have.</param>
public sealed record Proportion(int Count, int Trials)
{
    /// <summary>Two-sided 95 % quantile of the normal distribution.</summary>
    private const double Quantile = 1.959963984540054;

    /// <summary>The share that was seen, 0 to 1; not a number without trials.</summary>
    public double Value => Count / (double)Trials;

    /// <summary>Lower end of the interval; 0 without trials.</summary>
    public double Low => Trials == 0 || Count == 0 ? 0 : Math.Max(0, Centre - HalfWidth);

    /// <summary>Upper end of the interval; 1 without trials.</summary>
    public double High => Trials == 0 || Count == Trials ? 1 : Math.Min(1, Centre + HalfWidth);

    /// <summary>Half the width of the interval.</summary>
    public double Error => (High - Low) / 2;

    private double Centre => (Count + (Quantile * Quantile / 2)) / (Trials + (Quantile * Quantile));

    private double HalfWidth =>
        Quantile / (Trials + (Quantile * Quantile)) * Math.Sqrt((Count * (double)(Trials - Count) / Trials) + (Quantile * Quantile / 4));
}
