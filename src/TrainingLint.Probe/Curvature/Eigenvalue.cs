using System;

namespace TrainingLint.Probe.Curvature;

/// <summary>An extreme eigenvalue as measured.</summary>
/// <param name="Value">The Ritz value. It never lies outside of the spectrum.</param>
/// <param name="Residual">|H x - value x|: some eigenvalue lies this close, for certain.</param>
/// <param name="Error">Likely error: the residual, or its square over the gap to the next value where that is smaller (Kato and Temple).</param>
/// <param name="OuterSlack">With 95 % confidence the extreme eigenvalue lies no further outside than this (Kuczynski and Wozniakowski 1992).</param>
/// <param name="Products">Hessian products spent, of both precisions.</param>
/// <param name="Converged">True when the error met the wanted tolerance.</param>
public sealed record Eigenvalue(double Value, double Residual, double Error, double OuterSlack, int Products, bool Converged)
{
    /// <summary>The unit vector that belongs to it.</summary>
    public ReadOnlyMemory<double> Vector { get; init; }

    /// <summary>True when the value is negative beyond its residual. A negative Rayleigh quotient proves negative curvature.</summary>
    public bool IsCertainlyNegative => Value < -Residual;
}
