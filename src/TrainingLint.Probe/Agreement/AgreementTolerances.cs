namespace TrainingLint.Probe.Agreement;

/// <summary>How much of a difference still counts as the same. All are conventions, stated so that they can be judged.</summary>
public sealed record AgreementTolerances
{
    /// <summary>Largest difference of final losses, as a share of what training gained.</summary>
    public const double LossShare = 0.02;

    /// <summary>Largest barrier, as a share of what training gained (half the 2 % of error that Frankle et al. 2019 allow).</summary>
    public const double BarrierShare = 0.01;

    /// <summary>Largest churn.</summary>
    public const double LargestChurn = 0.05;

    /// <summary>Least adjusted Rand index: above 0.90 agreement is called excellent (Steinley 2004).</summary>
    public const double LeastAdjustedRand = 0.9;

    /// <summary>Least difference of final losses that can make a run odd, as a share of what training gained.</summary>
    public const double OddLossShare = 0.002;

    /// <summary>An odd run is at least this many times as far from every other run as the others are from each other.</summary>
    public const double OddFactor = 3;

    /// <summary>What training gained: the median of the runs' initial losses, less the lowest final one.</summary>
    public required double Gain { get; init; }

    /// <summary>False when no run ended below where the runs started.</summary>
    public required bool HasGained { get; init; }

    /// <summary>Largest difference of final losses that counts as none.</summary>
    public double Loss => LossShare * Gain;

    /// <summary>Least difference of final losses that can make a run odd.</summary>
    public double OddLoss => OddLossShare * Gain;

    /// <summary>Largest barrier that counts as none.</summary>
    public double Barrier => BarrierShare * Gain;
}
