namespace TrainingLint.Probe.Numerics;

/// <summary>What random numbers are for; each purpose has a stream of its own, so that none disturbs another.</summary>
public enum RandomStream
{
    /// <summary>Starting parameters.</summary>
    Initialization,

    /// <summary>Order of the samples.</summary>
    Batches,

    /// <summary>Directions of measurements.</summary>
    Directions,

    /// <summary>The construction of a problem.</summary>
    Construction,

    /// <summary>Resampling for intervals.</summary>
    Resampling,

    /// <summary>Which samples are held out.</summary>
    HoldOut,
}
