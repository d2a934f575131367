using System;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Generalization;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Clustering;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Generalization;

public class GeneralizationTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    /// <summary>The null test: curvature is the same everywhere, so that averaging lowers the loss and cannot make anything flatter.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OnAQuadratic_AveragingGainsLossAndNoFlatness(int seed)
    {
        var report = Ask(new NoisyParabola(1.5, samples: 2000), 0.2, 200, batch: 1, seed: seed);

        Assert.Equal(FlatnessVerdict.NoDifference, report.Averaging!.Flatness);
        Assert.Equal(0, report.Averaging.Trace.Mean, 12);
        Assert.Equal(0, report.Averaging.LargestEigenvalue.Mean, 12);
        Assert.True(report.Averaging.TrainLoss.High < 0);
        Assert.Equal(FlatnessVerdict.NoDifference, report.OtherBatch!.Flatness);
        Assert.Equal((8, 50), (report.OtherBatchSize, report.AveragedIterates));
    }

    [Theory]
    [InlineData(1e-8, 1, 1)]
    [InlineData(-2, 0, 3)]
    [InlineData(5, 5, -5)]
    public void OnAnySpectrum_TheNullTestHolds(double first, double second, double third)
    {
        var report = Ask(new Quadratic([first, second, third]), 0.01, 40);

        Assert.Equal(FlatnessVerdict.NoDifference, report.Averaging!.Flatness);
        Assert.Equal((1, 0), (report.TrainedSamples, report.HeldOutSamples));
        Assert.Null(report.Gap);
        Assert.Null(report.OtherBatchSize);
    }

    /// <summary>
    /// sqrt(1 + x^2) has curvature (1 + x^2)^-1.5. At a rate of 4, descent ends up jumping between +-sqrt(3), where it is 1/8; the mean of the jumps
    /// is 0, where it is 1.
    /// </summary>
    [Fact]
    public void WhereTheMeanLiesInASharperPlace_ThatIsSaid()
    {
        var report = Ask(new Hyperbola(), 4, 400);

        Assert.Equal(FlatnessVerdict.Sharper, report.Averaging!.Flatness);
        Assert.Equal(1 - 0.125, report.Averaging.Trace.Mean, 2);
        Assert.Equal(1 - 2, report.Averaging.TrainLoss.Mean, 2);
    }

    [Theory]
    [InlineData(-0.5, -0.5, FlatnessVerdict.Flatter)]
    [InlineData(-0.5, 0, FlatnessVerdict.Flatter)]
    [InlineData(0.5, 0, FlatnessVerdict.Sharper)]
    [InlineData(-0.5, 0.5, FlatnessVerdict.Mixed)]
    [InlineData(-0.009, 0.009, FlatnessVerdict.NoDifference)]
    public void Flatness_TakesBothMeasuresAndMoreThanAPercent(double trace, double largest, FlatnessVerdict expected)
    {
        Assert.Equal(expected, Summary([trace, trace * 1.01, trace * 0.99], largest).Flatness);

        // The same means with a spread that leaves the sign open say nothing.
        Assert.Equal(largest == 0 || expected == FlatnessVerdict.NoDifference ? FlatnessVerdict.NoDifference
            : Math.Sign(largest) < 0 ? FlatnessVerdict.Flatter : FlatnessVerdict.Sharper,
            Summary([3 * trace, trace, -trace], largest).Flatness);
    }

    [Fact]
    public void ATrainedNetwork_DoesBetterOnWhatItHasSeen()
    {
        var report = Ask(new DigitsPerceptron([64, 32, 10]), 0.1, 200, Sgd with { Momentum = 0.9 }, batch: 64);

        Assert.Equal(3, report.Runs.Count);
        Assert.Equal((1438, 359, 512), (report.TrainedSamples, report.HeldOutSamples, report.OtherBatchSize));
        Assert.True(report.Gap!.Low > 0);
        Assert.All(report.Runs, run =>
        {
            Assert.True(run.Last!.HeldOutErrorRate!.Value > run.Last.TrainErrorRate!.Value);
            Assert.True(run.Last.HeldOutLoss!.Error > 0 && run.Last.TrainLoss.Error > 0);
            Assert.Equal(run.Average!.Measures.HeldOutLoss!.Value - run.Last.HeldOutLoss.Value, run.Average.HeldOutLoss!.Value, 12);

            // Sample by sample, two points of one training differ by less than the samples do.
            Assert.True(run.Average.HeldOutLoss.Error < run.Last.HeldOutLoss.Error);
        });
        Assert.False(report.IsPartial);
    }

    /// <summary>A clustering has no right answers, and a plain function no samples: what is not known is absent.</summary>
    [Fact]
    public void WithoutRightAnswers_ThereAreLossesOnly()
    {
        var report = Ask(new CustomerSegmentation(), 0.2, 100, Sgd with { Momentum = 0.9 }, batch: 32);

        Assert.Equal((240, 60, 240), (report.TrainedSamples, report.HeldOutSamples, report.OtherBatchSize));
        Assert.All(report.Ends, end => Assert.True(end.HeldOutErrorRate is null && end.HeldOutLoss is not null));
    }

    [Theory]
    [InlineData(0, 150)]
    [InlineData(700, 87)]
    [InlineData(600, 1200)]
    [InlineData(32, 256)]
    public void TheOtherBatch_IsEightTimesAsLargeOrSmall(int batch, int other)
    {
        var report = Ask(new NoisyParabola(1, samples: 1500), 0.1, 4, batch: batch);

        Assert.Equal(1200, report.TrainedSamples);
        Assert.Equal(other, report.OtherBatchSize);
    }

    [Fact]
    public void ARecipeThatDiverges_HasNoEnds()
    {
        var report = Ask(new NoisyParabola(1.5, samples: 100), 100, 200, batch: 10);

        Assert.All(report.Runs, run => Assert.True(run.HasDiverged && run.Last is null));
        Assert.Null(report.Gap);
        Assert.Null(report.Averaging);
    }

    [Fact]
    public void WhenStopped_WhatIsDoneIsKeptAndLabelled()
    {
        using var stop = new CancellationTokenSource();
        var report = OptimizationProbe.Run(Options(new CustomerSegmentation(), 0.1, 40) with
        {
            BatchSize = 32,
            Cancellation = stop.Token,
            Progress = progress =>
            {
                if (progress.Stage == "holding out, seed 1")
                {
                    stop.Cancel();
                }
            },
        }).Generalization!;

        Assert.True(report.IsPartial);
        Assert.Equal((1, 3), (report.Runs.Count, report.Requested));
        Assert.Equal(1, report.Gap!.Seeds);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameNumbersWhateverTheThreads()
    {
        double[] Numbers(int threads)
        {
            var before = Workers.Count;
            Workers.Count = threads;
            try
            {
                var report = Ask(new DigitsPerceptron([64, 8, 8, 8, 10]), 0.1, 20, batch: 64);
                return [report.Gap!.Mean, report.Gap.High, report.Averaging!.Trace.Mean, report.Averaging.HeldOutLoss!.Low,
                    report.OtherBatch!.LargestEigenvalue.Mean];
            }
            finally
            {
                Workers.Count = before;
            }
        }

        Assert.Equal(Numbers(1), Numbers(4));
    }

    private static ContrastSummary Summary(double[] traces, double largest)
    {
        var at = new PointMeasures
        {
            TrainLoss = new(1, 0.1),
            LargestEigenvalue = new(1, 0, 0, 0, 1, true),
            Trace = new(1, 0, 1),
        };
        return ContrastStatistics.Of(traces.Select(trace => (at, (PointContrast?)new PointContrast
        {
            Measures = at,
            TrainLoss = new(0, 0.1),
            Trace = new(trace, 0, 1),
            LargestEigenvalue = new(largest, 0),
        })))!;
    }

    private static GeneralizationReport Ask(IProblem problem, double rate, int steps, OptimizerSettings? optimizer = null, int batch = 0,
        int seed = 0) => OptimizationProbe.Run(Options(problem, rate, steps) with
        {
            Optimizer = optimizer ?? Sgd,
            BatchSize = batch,
            Seed = seed
        }).Generalization!;

    private static ProbeOptions Options(IProblem problem, double rate, int steps) => new()
    {
        Clock = StandingClock.Instance,
        Problem = problem,
        Optimizer = Sgd,
        Schedule = LearningRateSchedule.Constant(steps, rate),
        Steps = steps,
        StabilityPoints = 0,
        SpectrumProducts = 15,
        SweepSeeds = 0,
        Questions = ProbeQuestions.Generalization,
        Budget = TimeSpan.FromMinutes(5),
    };

    private sealed class Hyperbola : FunctionProblem
    {
        public override string Name => "hyperbola";

        public override int ParameterCount => 1;

        public override void Initialize(int seed, Span<double> parameters) => parameters[0] = 1 + (0.1 * seed);

        public override double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
        {
            var height = Math.Sqrt(1 + (x[0] * x[0]));
            if (!gradient.IsEmpty)
            {
                gradient[0] = x[0] / height;
            }

            return height;
        }

        protected override void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product) =>
            product[0] = vector[0] * Math.Pow(1 + (x[0] * x[0]), -1.5);
    }
}
