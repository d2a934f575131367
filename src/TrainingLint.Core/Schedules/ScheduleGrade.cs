using System;

namespace TrainingLint.Core.Schedules;

/// <summary>
/// What a schedule is worth: a bound for the last iterate of convex, Lipschitz problems, each schedule at its own best base rate, which
/// orders schedules as the losses of large models do (Defazio et al. 2023, arXiv:2310.07831; Schaipp et al. 2025, arXiv:2501.18965).
/// </summary>
public static class ScheduleGrade
{
    /// <summary>What it is called where recipes are shown.</summary>
    public const string Name = "schedule grade";

    /// <summary>Steps at which a schedule is sampled; the ratio hardly depends on it.</summary>
    private const int Samples = 400;

    /// <summary>
    /// The bound of a schedule over that of a linear decay of the same steps: 1 is as good, 1.37 is 37 % worse (a constant rate).
    /// Null for a schedule that never has a rate above zero.
    /// </summary>
    public static double? AgainstLinear(LearningRateSchedule schedule)
    {
        var steps = (int)Math.Min(schedule.Steps, Samples);
        return Bound(Shape(schedule.Over(steps), steps)) is { } bound
            && Bound(Shape(LearningRateSchedule.Linear(steps, 1), steps)) is { } best
            ? bound / best
            : null;
    }

    /// <summary>The bound times the root of the number of steps, for a problem of unit distance and unit gradients.</summary>
    /// <param name="shape">The rates, in any unit, none negative.</param>
    public static double? Bound(double[] shape)
    {
        // Behind the last step with a rate nothing moves any more; the steps are spent all the same.
        var last = Array.FindLastIndex(shape, rate => rate > 0);
        if (last < 0)
        {
            return null;
        }

        double sum = 0, squares = 0, inner = 0;
        for (var k = last; k >= 0; k--)
        {
            var following = sum;
            sum += shape[k];
            squares += shape[k] * shape[k];
            inner += following > 0 ? shape[k] / following * (squares / sum) : 0;
        }

        return Math.Sqrt(((squares / sum) + inner) / sum * shape.Length);
    }

    private static double[] Shape(LearningRateSchedule schedule, int steps)
    {
        var shape = new double[steps];
        for (var k = 0; k < steps; k++)
        {
            shape[k] = schedule.At(k);
        }

        return shape;
    }
}
