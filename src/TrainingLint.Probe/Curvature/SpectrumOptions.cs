using System;

namespace TrainingLint.Probe.Curvature;

/// <summary>How well extreme eigenvalues are to be known.</summary>
public sealed record SpectrumOptions
{
    /// <summary>Wanted relative error of the largest eigenvalue.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Wanted relative error of the smallest; it sits at the edge of a dense bulk and needs many more products.</summary>
    public double SmallestTolerance { get; init; } = 0.01;

    /// <summary>Most products spent.</summary>
    public int MaxProducts { get; init; } = 100;

    /// <summary>Seed of the start vector.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Relative rounding error of one product; residuals below it mean nothing. With a refinement, that of the refining product:
    /// the search may then go on below its own rounding, because what it finds is measured anew.
    /// </summary>
    public double ProductPrecision { get; init; } = 2.2e-16;

    /// <summary>
    /// Products before a value may count as settled. A warm start lies near an eigenvector that need no longer be that of the largest
    /// value: after three products its residual is small, and the value up to a fifth too low.
    /// </summary>
    public int LeastProducts { get; init; } = 10;

    /// <summary>Known direction near the wanted one, such as the eigenvector at an earlier point.</summary>
    public ReadOnlyMemory<double> WarmStart { get; init; }
}
