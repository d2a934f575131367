namespace TrainingLint.Core.Findings;

/// <summary>The failure that a rule guards against, in terms of where the optimization ends.</summary>
public enum Failure
{
    /// <summary>The loss explodes or oscillates.</summary>
    Divergence,

    /// <summary>The run stops in a poor local minimum, a saddle or on a plateau.</summary>
    PoorMinimum,

    /// <summary>The run lands in a sharp minimum that does not generalize.</summary>
    SharpMinimum,

    /// <summary>The run cannot be repeated.</summary>
    Unrepeatable,

    /// <summary>Nobody notices where the run ended.</summary>
    Unmeasured,

    /// <summary>The run does something other than what is written.</summary>
    NotWhatIsWritten,

    /// <summary>The run does not start, or never updates a weight.</summary>
    NoTraining,
}
