namespace TrainingLint.Probe.Escape;

/// <summary>Whether the recipe leaves the place where the run ended.</summary>
public enum EscapeVerdict
{
    /// <summary>Not measured, or time ran out before anything was known.</summary>
    Unknown,

    /// <summary>The problem is convex: there is no poor minimum and no saddle to leave.</summary>
    NothingToLeave,

    /// <summary>It leaves within the length of the run.</summary>
    Leaves,

    /// <summary>It stays for longer than the run.</summary>
    Stays,
}
