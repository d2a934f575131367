using System;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Escape;

public class EscapeReportTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    [Fact]
    public void HotNoise_LeavesWithinTheRun_ColdNoiseStays()
    {
        // Temperatures of one and of one twentieth of the barrier.
        var hot = Run(new NoisyFunction(new DoubleWell(), 16), 0.1, 3).Escape!;
        var cold = Run(new NoisyFunction(new DoubleWell(), 16), 0.1, 64).Escape!;

        Assert.True(hot.Verdict == EscapeVerdict.Leaves, hot.Evidence);
        Assert.Equal(EscapeVerdict.Stays, cold.Verdict);
        Assert.True(hot.Exit!.Recipe.MeanSteps < 300);
        Assert.Equal(0, cold.Exit!.Recipe.Exits);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void SmallerBatchesLeaveSooner_AndTheBarrierComesOutInTemperatures()
    {
        // Rate 0.1, variance 16, batch 16: D = 0.05, a fifth of the barrier.
        var exit = Run(new NoisyFunction(new DoubleWell(), 16), 0.1, 16, budget: 60).Escape!.Exit!;

        Assert.Equal(16, exit.BatchSize);
        Assert.Null(exit.WithoutMomentum);
        Assert.True(exit.HalfBatch!.High < exit.Recipe.Low);
        Assert.InRange(exit.BarrierOverTemperature!.Value, 5 - (3 * exit.BarrierOverTemperature.Error) - 0.5,
            5 + (3 * exit.BarrierOverTemperature.Error) + 0.5);
    }

    [Fact]
    public void WithoutMomentum_ItStaysLonger()
    {
        var exit = Run(new NoisyFunction(new DoubleWell(), 16), 0.05, 8, Sgd with { Momentum = 0.6 }).Escape!.Exit!;

        Assert.True(exit.WithoutMomentum!.Low > exit.Recipe.High);
    }

    [Fact]
    public void WithoutNoise_ItStays()
    {
        var report = Run(new CosineWell(), 0.5, 0).Escape!;

        Assert.Equal(EscapeVerdict.Stays, report.Verdict);
        Assert.Null(report.Exit);
        Assert.Null(report.Saddle);
        Assert.InRange(report.Basin!.HalfRadius!.Value, 3.1, 3.8);
    }

    [Fact]
    public void OnASaddle_TheWayOutIsTimedAgainstTheTheory()
    {
        var report = Run(new DoubleWell(), 0.1, 0, Sgd with { Momentum = 0.9 }, at: [0, 0]).Escape!;

        Assert.Equal(EscapeVerdict.Stays, report.Verdict);
        Assert.Equal(-1, report.Saddle!.Curvature.Value, 9);
        Assert.Equal(report.Saddle.Recipe.Theory!.Value, report.Saddle.Recipe.Steps!.Value, 0.01);
        Assert.True(report.Saddle.WithoutMomentum!.Steps!.Value > 2 * report.Saddle.Recipe.Steps.Value);
        Assert.All(report.Basin!.Random, radius => Assert.Equal(0, radius.Returned.Count));
    }

    [Fact]
    public void AConvexProblem_HasNothingToLeave()
    {
        var report = Run(new Quadratic([1, 0.5]), 0.5, 0).Escape!;

        Assert.Equal(EscapeVerdict.NothingToLeave, report.Verdict);
        Assert.Null(report.Basin);
    }

    [Fact]
    public void ADivergedRun_HasNoReport() => Assert.Null(Run(new Quadratic([1, 0.5]), 3, 0).Escape);

    [Trait("Category", "Slow")]
    [Fact]
    public void ANetworkWithLittleTime_SaysWhatExitTimesWouldTake()
    {
        var report = Run(new DigitsPerceptron([64, 12, 10]), 0.1, 1024, budget: 6).Escape!;

        Assert.Null(report.Exit);
        Assert.Equal(EscapeVerdict.Unknown, report.Verdict);
        Assert.Contains("budget", report.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void PerturbationsOfANetwork_FollowItsFilters()
    {
        var problem = new DigitsPerceptron([64, 12, 10]);
        var point = new double[problem.ParameterCount];
        problem.Initialize(0, point);
        var direction = new double[point.Length];
        var directions = new PerturbationDirections(problem, point, new RandomNumbers(0, RandomStream.Directions));
        directions.Fill(direction);

        Assert.Equal(1, direction.Sum(value => value * value), 12);
        foreach (var filter in problem.Filters.ToArray())
        {
            Assert.Equal(Norm(point[filter]) / directions.FilterNorm, Norm(direction[filter]), 12);
        }

        // The biases of the first layer follow its weights.
        Assert.All(direction[(64 * 12)..((64 * 12) + 12)], value => Assert.Equal(0, value));
    }

    [Fact]
    public void StoppedInTheMiddle_ThePartIsLabelled()
    {
        using var stop = new CancellationTokenSource();
        var result = OptimizationProbe.Run(Options(new StyblinskiTang(10), 0.01, 0) with
        {
            Cancellation = stop.Token,
            Progress = progress => StopAt(progress.Stage, stop)
        });

        Assert.True(result.Escape!.IsPartial);
        Assert.Equal(Verdict.Minimum, result.Run.Verdict);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameNumbers()
    {
        static object[] Numbers(int seed)
        {
            var report = Run(new NoisyFunction(new DoubleWell(), 16), 0.1, 8, seed: seed).Escape!;
            return [.. report.Basin!.Random, report.Exit!.Recipe, report.Exit.HalfBatch!, report.Exit.DoubleBatch!];
        }

        Assert.Equal(Numbers(1), Numbers(1));
        Assert.NotEqual(Numbers(1), Numbers(2));
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static void StopAt(string stage, CancellationTokenSource stop)
    {
        if (stage == "escape")
        {
            stop.Cancel();
        }
    }

    private static ProbeOptions Options(IProblem problem, double rate, int batch) => new()
    {
        Clock = StandingClock.Instance,
        Problem = problem,
        Optimizer = Sgd,
        Schedule = LearningRateSchedule.Constant(300, rate),
        Steps = 300,
        BatchSize = batch,
        Questions = ProbeQuestions.Escape,
        SweepSeeds = 0,
    };

    private static ProbeResult Run(IProblem problem, double rate, int batch, OptimizerSettings? optimizer = null, double[]? at = null,
        double budget = 10, int seed = 0) => OptimizationProbe.Run(Options(problem, rate, batch) with
        {
            Optimizer = optimizer ?? Sgd,
            Weights = at,
            Seed = seed,
            Budget = TimeSpan.FromSeconds(budget)
        });
}
