using System;

namespace TrainingLint.Core.Schedules;

/// <summary>The first stretch of a run, in which the rate is held below its schedule.</summary>
public sealed class Warmup
{
    private readonly WarmupShape _shape;

    /// <summary>A warmup over a number of optimizer steps.</summary>
    /// <param name="steps">Its length; the rate of the schedule itself is reached at this step.</param>
    /// <param name="startRate">The rate at step 0.</param>
    /// <param name="shape">How the rate rises.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative length, or an exponential rise from zero.</exception>
    public Warmup(double steps, double startRate = 0, WarmupShape shape = WarmupShape.Linear)
    {
        Steps = steps >= 0 ? steps : throw new ArgumentOutOfRangeException(nameof(steps), "a warmup cannot be negative");
        StartRate = startRate > 0 || (startRate == 0 && shape != WarmupShape.Exponential)
            ? startRate
            : throw new ArgumentOutOfRangeException(nameof(startRate), "an exponential warmup must start above zero, the others at zero or above");
        _shape = shape;
    }

    /// <summary>Length in optimizer steps.</summary>
    public double Steps { get; }

    /// <summary>The rate at step 0.</summary>
    public double StartRate { get; }

    /// <summary>What the rate of the schedule is multiplied by at a step before <see cref="Steps"/>.</summary>
    /// <param name="step">Step, from 0.</param>
    /// <param name="plainRate">The schedule's own rate at its start, which the start rate is measured against.</param>
    internal double Factor(double step, double plainRate)
    {
        if (plainRate == 0)
        {
            return 1;
        }

        var start = StartRate / plainRate;
        var progress = step / Steps;
        return _shape switch
        {
            WarmupShape.Constant => start,
            WarmupShape.Exponential => Math.Pow(start, 1 - progress),
            _ => start + ((1 - start) * progress),
        };
    }
}
