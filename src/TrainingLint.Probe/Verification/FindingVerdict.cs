namespace TrainingLint.Probe.Verification;

/// <summary>What an experiment says about a finding.</summary>
public enum FindingVerdict
{
    /// <summary>The advice made the run better here, beyond doubt and by a margin that matters.</summary>
    Confirmed,

    /// <summary>Here it made no difference that matters: the whole interval says so.</summary>
    NotReproduced,

    /// <summary>The pairs that were run leave it open.</summary>
    Inconclusive,

    /// <summary>Here the recipe as written did better than the advised one.</summary>
    Opposite,

    /// <summary>No experiment on this problem can tell; the reason says why.</summary>
    NotMeasurable,
}
