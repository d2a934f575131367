using System;
using MathNet.Numerics.Distributions;

namespace TrainingLint.Probe.Escape;

/// <summary>
/// Mean time until runs leave, from runs some of which were still there when they ended. Exit times from a well are close to exponential, for
/// which total time over exits is the maximum-likelihood estimate whatever was cut off.
/// </summary>
/// <param name="Exits">Runs that left.</param>
/// <param name="Runs">Runs in all.</param>
/// <param name="TotalSteps">Updates that all runs together stayed, those that never left included.</param>
public sealed record ExitTime(int Exits, int Runs, long TotalSteps)
{
    private const double Tail = 0.025;

    /// <summary>Mean updates until an exit; null without exits.</summary>
    public double? MeanSteps => Exits > 0 ? TotalSteps / (double)Exits : null;

    /// <summary>Standard error of the mean, mean/sqrt(exits); null without exits.</summary>
    public double? Error => MeanSteps / Math.Sqrt(Exits);

    /// <summary>With 95 % confidence (97.5 % on this side) the mean is not below this; 0 without any time.</summary>
    public double Low => TotalSteps == 0 ? 0 : 2 * TotalSteps / ChiSquared.InvCDF((2 * Exits) + 2, 1 - Tail);

    /// <summary>With 95 % confidence (97.5 % on this side) the mean is not above this; infinite without exits.</summary>
    public double High => Exits == 0 ? double.PositiveInfinity : 2 * TotalSteps / ChiSquared.InvCDF(2 * Exits, Tail);
}
