using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>The rate over a run by a scheduler of TorchSharp, whatever its kind: it is stepped through once, on an optimizer made for that.</summary>
public static class TorchSchedule
{
    private const int MostSteps = 1_000_000;

    /// <summary>The course of a rate.</summary>
    /// <param name="rate">The rate that the optimizer is made with.</param>
    /// <param name="scheduler">Makes the scheduler, as the program does it: <c>optimizer => lr_scheduler.StepLR(optimizer, 10)</c>.</param>
    /// <param name="steps">How often the program calls its step(): once an update, or once an epoch. The course is fitted to the length of the experiment.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps, or more than a million.</exception>
    /// <exception cref="TorchProbeException">A rate is negative or not finite.</exception>
    public static LearningRateSchedule Of(double rate, Func<optim.Optimizer, LRScheduler> scheduler, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, MostSteps);
        using var scope = NewDisposeScope();
        using var parameter = nn.Parameter(zeros(1));
        using var optimizer = optim.SGD([parameter], rate, momentum: 0.9);
        var course = scheduler(optimizer);
        var rates = new double[steps];
        for (var step = 0; step < steps; step++)
        {
            rates[step] = optimizer.ParamGroups.First().LearningRate;
            if (!(rates[step] >= 0 && double.IsFinite(rates[step])))
            {
                throw new TorchProbeException(FormattableString.Invariant($"the scheduler gives a rate of {rates[step]} after {step} steps"));
            }

            course.step();
        }

        return LearningRateSchedule.Of(rates);
    }
}
