using System;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Escape;

/// <summary>True when parameters lie outside of the place that is to be left.</summary>
internal delegate bool HasLeft(ReadOnlySpan<double> parameters);

/// <summary>How long and how often runs wait for an exit.</summary>
internal sealed record ExitTimeOptions
{
    /// <summary>Most runs, each with its own order of the samples.</summary>
    public required int Runs { get; init; }

    /// <summary>Updates of all runs together after which the waiting ends.</summary>
    public long TotalSteps { get; init; } = long.MaxValue;

    /// <summary>Updates after which a run that is still there ends.</summary>
    public required int MostSteps { get; init; }

    /// <summary>Updates between two looks; times are multiples of it.</summary>
    public int CheckEvery { get; init; } = 1;

    /// <summary>Seed of the first run; each next one adds 1.</summary>
    public int Seed { get; init; }
}

/// <summary>Waits until the noise of mini-batches carries training, at a constant rate, out of a place.</summary>
internal static class ExitTimeExperiment
{
    /// <summary>Runs from a point until each has left or its time is over. When stopped, the time spent so far still counts.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="plan">How; its schedule's peak is held.</param>
    /// <param name="point">Where runs begin, with fresh optimizer memory.</param>
    /// <param name="hasLeft">What counts as out; a run that diverges is out as well.</param>
    /// <param name="options">How long and how often.</param>
    /// <param name="cancellation">Ends the waiting early.</param>
    public static ExitTime Run(IProblem problem, TrainingPlan plan, double[] point, HasLeft hasLeft, ExitTimeOptions options,
        CancellationToken cancellation = default)
    {
        var constant = plan with
        {
            Schedule = LearningRateSchedule.Constant(options.MostSteps, plan.Schedule.Peak),
            Steps = options.MostSteps
        };
        var all = SampleSet.All(problem.SampleCount);
        var (exits, runs, total) = (0, 0, 0L);
        for (; runs < options.Runs && total < options.TotalSteps && !cancellation.IsCancellationRequested; runs++)
        {
            var trainer = new Trainer(problem, constant, unchecked(options.Seed + runs), point, all);
            var left = false;
            while (!left && !trainer.IsDone && total + trainer.Steps < options.TotalSteps && !cancellation.IsCancellationRequested)
            {
                trainer.Step();
                left = trainer.HasDiverged || (trainer.Steps % options.CheckEvery == 0 && hasLeft(trainer.Parameters));
            }

            exits += left ? 1 : 0;
            total += trainer.Steps;
        }

        return new ExitTime(exits, runs, total);
    }
}
