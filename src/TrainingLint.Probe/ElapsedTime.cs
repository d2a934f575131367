using System;

namespace TrainingLint.Probe;

/// <summary>The time since something began, by a given clock.</summary>
/// <param name="clock">What tells the time.</param>
internal sealed class ElapsedTime(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();

    /// <summary>The time since the beginning.</summary>
    public TimeSpan Value => clock.GetElapsedTime(_start);
}
