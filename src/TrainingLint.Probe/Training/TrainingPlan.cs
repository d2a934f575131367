using System;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;

namespace TrainingLint.Probe.Training;

/// <summary>How something is trained, whatever the seed: the update rule, its rate over the run, batches, and the length.</summary>
public sealed record TrainingPlan
{
    private readonly int _steps;

    /// <summary>The update rule.</summary>
    public required OptimizerSettings Optimizer { get; init; }

    /// <summary>The rate over the run; its course is fitted to <see cref="Steps"/>.</summary>
    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>Samples per update; 0 or more than there are means all.</summary>
    public int BatchSize { get; init; }

    /// <summary>Updates of the run, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1.</exception>
    public required int Steps
    {
        get => _steps;
        init => _steps = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), "a training needs at least one step");
    }

    /// <summary>The rate of each update of the run.</summary>
    public LearningRateSchedule FittedSchedule => Schedule.Steps == Steps ? Schedule : Schedule.Over(Steps);
}
