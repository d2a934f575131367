namespace TrainingLint.Probe.Global;

/// <summary>How the place where the run ended stands among all others.</summary>
public enum GlobalVerdict
{
    /// <summary>Not searched, or time ran out before the search.</summary>
    Unknown,

    /// <summary>The problem is convex, so every minimum is the lowest.</summary>
    Convex,

    /// <summary>No solver found anything clearly lower.</summary>
    BestKnown,

    /// <summary>A solver found a clearly lower minimum.</summary>
    PoorMinimum,

    /// <summary>A solver found no bottom: the loss falls without end.</summary>
    Bottomless,
}
