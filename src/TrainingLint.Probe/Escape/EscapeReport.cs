namespace TrainingLint.Probe.Escape;

/// <summary>What it takes to leave the place where the run ended.</summary>
public sealed record EscapeReport
{
    /// <summary>Whether the recipe leaves by itself.</summary>
    public required EscapeVerdict Verdict { get; init; }

    /// <summary>What backs the verdict.</summary>
    public required string Evidence { get; init; }

    /// <summary>Loss of the place: for small problems that of the bottom to which short steps lead from where the run ended, otherwise (and at a saddle) that of the end itself.</summary>
    public double? PlaceLoss { get; init; }

    /// <summary>How far a push must go; null when not measured.</summary>
    public BasinReport? Basin { get; init; }

    /// <summary>How long the noise of the batches takes; null without noise, or when not measured.</summary>
    public ExitReport? Exit { get; init; }

    /// <summary>How fast the run leaves a saddle; null when it did not end at one.</summary>
    public SaddleEscapeReport? Saddle { get; init; }

    /// <summary>True when time ran out before everything was done.</summary>
    public required bool IsPartial { get; init; }
}
