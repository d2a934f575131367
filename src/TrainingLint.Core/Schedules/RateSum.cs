namespace TrainingLint.Core.Schedules;

/// <summary>
/// The sum of the rates of a run. An Adam-type step moves each weight by about the rate, so it bounds how far a weight can get;
/// and decoupled weight decay leaves exp(-decay x sum) of the start.
/// </summary>
public static class RateSum
{
    private const long Samples = 1000;

    /// <summary>The sum over all steps, in the unit of the rate; exact for up to a thousand steps and close to it beyond.</summary>
    public static double Of(LearningRateSchedule schedule)
    {
        var steps = schedule.Steps < Samples ? schedule.Steps : Samples;
        var sampled = schedule.Over(steps);
        var sum = 0.0;
        for (var step = 0L; step < steps; step++)
        {
            sum += sampled.At(step);
        }

        return sum * schedule.Steps / steps;
    }
}
