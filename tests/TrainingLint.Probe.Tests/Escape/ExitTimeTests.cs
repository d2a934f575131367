using System;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Tests.Escape;

public class ExitTimeTests
{
    /// <summary>Share by which the theory of small steps may miss beside what chance explains.</summary>
    private const double MethodError = 0.02;

    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    [Theory]
    [InlineData(1, 1, 0.59574932)]
    [InlineData(1, 2, 4.50160242)]
    [InlineData(1, 3, 42.57463353)]
    [InlineData(10, 4.5, 6.19193794)]
    public void TheExactTimesOfTheQuadraticWell_AreReproduced(int dimensions, double radius, double time) =>
        Assert.Equal(time, FirstPassage.FromQuadraticWell(1, 1, radius, dimensions), time * 1e-4);

    [Theory]
    [InlineData(0.25, 5.74344, 14.27774)]
    [InlineData(0.10, 30.82130, 66.26863)]
    [InlineData(0.04, 1238.40120, 2483.02545)]
    public void TheExactTimesOfTheDoubleWell_AreReproduced(double temperature, double toTheTop, double across)
    {
        Assert.Equal(toTheTop, FirstPassage.InDoubleWell(temperature, 0), toTheTop * 1e-4);
        Assert.Equal(across, FirstPassage.InDoubleWell(temperature, 1), across * 1e-4);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(2, 4000)]
    [InlineData(3, 2000)]
    public void OutOfAQuadraticWell_ItTakesTheExactTime(double radius, int exits)
    {
        const double Rate = 0.1;
        var problem = new NoisyFunction(new Quadratic([1]), 2 / Rate);
        var found = Wait(problem, Rate, [0], x => Math.Abs(x[0]) >= radius, exits);

        AssertNear(FirstPassage.OfSteps(Rate, 1, 1, radius), found, Rate);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void AcrossTheDoubleWell_TimesAreExact_AndTheirSlopeIsTheBarrier()
    {
        const double Rate = 0.05;
        double[] temperatures = [0.25, 0.10];
        var found = temperatures.Select(temperature =>
            Wait(new NoisyFunction(new DoubleWell(), 2 * temperature / Rate, samples: 16_384), Rate, [-1, 0], x => x[0] >= 1, 2500))
            .ToArray();

        AssertNear(FirstPassage.InDoubleWellBySteps(Rate, temperatures[0], 1), found[0], Rate);
        AssertNear(FirstPassage.InDoubleWellBySteps(Rate, temperatures[1], 1), found[1], Rate);
        var slope = WeightedLine.Of(
            [.. temperatures.Zip(found,
                (temperature, time) =>
                    (1 / temperature, new Measured(Math.Log(time.MeanSteps!.Value), 1 / Math.Sqrt(time.Exits))))])!.Slope;
        Assert.Equal(0.25, slope.Value, 0.025);
        Assert.True(slope.Error < 0.01);
    }

    [Fact]
    public void RunsThatNeverLeave_StillCount()
    {
        // Cut off after about half a mean time, two runs in five have left; total time over exits is still the mean.
        const double Rate = 0.1;
        var problem = new NoisyFunction(new Quadratic([1]), 2 / Rate);
        var mean = FirstPassage.OfSteps(Rate, 1, 1, 3) / Rate;
        var found = Wait(problem, Rate, [0], x => Math.Abs(x[0]) >= 3, 3000, mostSteps: (int)(mean / 2));

        Assert.InRange(found.Exits, found.Runs * 3 / 10, found.Runs / 2);
        AssertNear(mean * Rate, found, Rate, methodError: 0.04);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TheIntervalOfFewExits_HoldsTheMean(int seed)
    {
        const double Rate = 0.1;
        var found = Wait(new NoisyFunction(new Quadratic([1]), 2 / Rate), Rate, [0], x => Math.Abs(x[0]) >= 2, 12, seed: 1000 * seed);

        Assert.InRange(FirstPassage.OfSteps(Rate, 1, 1, 2) / Rate, found.Low, found.High);
    }

    [Fact]
    public void WithoutExits_ThereIsALowerBoundOnly()
    {
        var found = new ExitTime(0, 4, 1000);

        Assert.Null(found.MeanSteps);
        Assert.Equal(1000 / -Math.Log(0.025), found.Low, 6);
        Assert.Equal(double.PositiveInfinity, found.High);
        Assert.Null(ExitTimeRatio.Of(found, new ExitTime(3, 4, 1000)));
    }

    [Fact]
    public void Rates_MomentumAndBatch_SetTheTemperatureThatTheTheorySays()
    {
        // D = rate * variance / (2 batch (1 - momentum)) is 0.1 in both, and time passes by rate/(1 - momentum) with each update.
        var plain = Wait(new NoisyFunction(new DoubleWell(), 8), 0.025, [-1, 0], x => x[0] >= 1, 400);
        var heavy = Wait(new NoisyFunction(new DoubleWell(), 8), 0.0125, [-1, 0], x => x[0] >= 1, 400, Sgd with { Momentum = 0.5 });

        var ratio = ExitTimeRatio.Of(plain, heavy)!;
        Assert.InRange(ratio.Value, 0.85, 1.15);
    }

    [Fact]
    public void TheTotalOfSteps_EndsTheWaiting()
    {
        var plan = new TrainingPlan { Optimizer = Sgd, Schedule = LearningRateSchedule.Constant(10, 0.1), Steps = 10, BatchSize = 1 };
        var found = ExitTimeExperiment.Run(new NoisyFunction(new Quadratic([1]), 1), plan, [0], _ => false,
            new ExitTimeOptions { Runs = 100, MostSteps = 30, TotalSteps = 100 });

        Assert.Equal(new ExitTime(0, 4, 100), found);
    }

    [Fact]
    public void DivergedRuns_HaveLeft()
    {
        var plan = new TrainingPlan { Optimizer = Sgd, Schedule = LearningRateSchedule.Constant(10, 3), Steps = 10 };
        var found = ExitTimeExperiment.Run(new Quadratic([1]), plan, [1], _ => false, new ExitTimeOptions { Runs = 2, MostSteps = 1000 });

        Assert.Equal(2, found.Exits);
    }

    private static ExitTime Wait(IProblem problem, double rate, double[] from, HasLeft hasLeft, int exits,
        OptimizerSettings? optimizer = null, int mostSteps = 1_000_000, int seed = 0)
    {
        var plan = new TrainingPlan
        {
            Optimizer = optimizer ?? Sgd,
            Schedule = LearningRateSchedule.Constant(10, rate),
            Steps = 10,
            BatchSize = 1
        };
        return ExitTimeExperiment.Run(problem, plan, from, hasLeft,
            new ExitTimeOptions { Runs = exits, MostSteps = mostSteps, Seed = seed }, CancellationToken.None);
    }

    private static void AssertNear(double time, ExitTime found, double rate, double methodError = MethodError)
    {
        var measured = found.MeanSteps!.Value * rate;
        Assert.Equal(1, measured / time, methodError + (3 * found.Error!.Value / found.MeanSteps.Value));
    }
}
