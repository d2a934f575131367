namespace TrainingLint.Core.Schedules;

/// <summary>How a rate rises from its start value to the schedule.</summary>
public enum WarmupShape
{
    /// <summary>In equal differences.</summary>
    Linear,

    /// <summary>It stays at the start rate and then jumps.</summary>
    Constant,

    /// <summary>In equal ratios.</summary>
    Exponential,
}
