using TrainingLint.Probe.Numerics;

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

/// <summary>How long training at the recipe's peak rate stays, driven by nothing but the noise of its batches, and what each part of the recipe does to that.</summary>
public sealed record ExitReport
{
    /// <summary>The rate that was held.</summary>
    public required double Rate { get; init; }

    /// <summary>Samples per update of the recipe.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Updates after which a run that was still there ended.</summary>
    public required int MostSteps { get; init; }

    /// <summary>The recipe as it is.</summary>
    public required ExitTime Recipe { get; init; }

    /// <summary>Without momentum (the first beta of Adam and Lion); null when it has none, or when time ran out.</summary>
    public ExitTime? WithoutMomentum { get; init; }

    /// <summary>With half the batch; null for a batch of one, or when time ran out.</summary>
    public ExitTime? HalfBatch { get; init; }

    /// <summary>With double the batch; null when that would be all samples, or when time ran out.</summary>
    public ExitTime? DoubleBatch { get; init; }

    /// <summary>
    /// The barrier in units of the recipe's temperature, from how the logarithm of the time grows with the batch: exit takes about e to this
    /// power (Kramers 1940; for gradient noise Xie, Sato and Sugiyama 2020, arXiv:2002.03495). Null with fewer than two times.
    /// </summary>
    public Measured? BarrierOverTemperature { get; init; }
}
