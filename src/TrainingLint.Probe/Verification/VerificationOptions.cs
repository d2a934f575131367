using System;
using System.Threading;

namespace TrainingLint.Probe.Verification;

/// <summary>How much is spent on proving findings.</summary>
public sealed record VerificationOptions
{
    /// <summary>Pairs of runs per finding before the first look; each pair shares one seed.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>Most pairs: more are added, look by look, while the interval leaves the answer open.</summary>
    public int MostSeeds { get; init; } = 20;

    /// <summary>The first seed; the others follow.</summary>
    public int FirstSeed { get; init; }

    /// <summary>Updates of each run; the schedule is fitted to them.</summary>
    public int Steps { get; init; } = ProbeOptions.DefaultSteps;

    /// <summary>Hears which finding is being tried, and how many there are.</summary>
    public Action<ProbeProgress>? Progress { get; init; }

    /// <summary>Ends the work early; findings without enough pairs by then are not measurable.</summary>
    public CancellationToken Cancellation { get; init; }
}
