using System;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests;

/// <summary>A large model is measured as far as memory goes, and the report says what was left out.</summary>
public class AffordableMemoryTests
{
    private const long Gigabyte = 1L << 30;

    [Theory]
    [InlineData(1_000_000, 24, 100)]
    [InlineData(25_000_000, 24, 100)]
    [InlineData(50_000_000, 24, 35)]
    public void WhatFits_IsMeasured(int parameters, int gigabytes, int atLeast)
    {
        var fitted = AffordableMemory.Of(Options(new Sized(parameters)), gigabytes * Gigabyte);

        Assert.InRange(fitted.SpectrumProducts, atLeast, 100);
        Assert.True(fitted.MeasuresCurvature);
        Assert.Equal(fitted.SpectrumProducts < 100, fitted.Assumptions.Count == 1);
    }

    [Fact]
    public void HundredsOfMillions_AreTrainedAndWatched()
    {
        var fitted = AffordableMemory.Of(Options(new Sized(200_000_000)), 24 * Gigabyte);

        Assert.False(fitted.MeasuresCurvature);
        Assert.Equal(0, fitted.StabilityPoints);
        Assert.Equal(ProbeQuestions.Forecast, fitted.Questions);
        Assert.Contains("curvature is not measured", Assert.Single(fitted.Assumptions));
        Assert.Same(fitted, AffordableMemory.Of(fitted, 24 * Gigabyte));
    }

    [Fact]
    public void WhatCannotEvenBeTrained_IsRefused() =>
        Assert.Contains("190734 MB to train, and 24576 MB are available",
            Assert.Throws<RecipeNotRunnableException>(() => AffordableMemory.Of(Options(new Sized(2_083_333_333)), 24 * Gigabyte)).Message);

    [Fact]
    public void WithoutCurvature_RunAndForecastAreWhole()
    {
        var problem = new DigitsPerceptron([64, 12, 10]);
        var result = OptimizationProbe.Run(Options(problem) with { MeasuresCurvature = false, StabilityPoints = 0, Steps = 60, Clock = StandingClock.Instance, SweepSeeds = 0, Questions = ProbeQuestions.Forecast });

        Assert.Null(result.Curvature);
        Assert.Empty(result.Stability.Points);
        Assert.True(result.Run.FinalLoss < 0.5 * result.Run.InitialLoss);
        Assert.Equal(Verdict.StillMoving, result.Run.Verdict);
        Assert.NotNull(result.Forecast!.Closest);
        Assert.Equal(SoundnessVerdict.Sound, result.Soundness.Verdict);
    }

    [Fact]
    public void WithoutCurvature_ARuinedRunIsStillARisk()
    {
        var ruined = Options(new DigitsPerceptron([64, 12, 10])) with
        {
            MeasuresCurvature = false,
            StabilityPoints = 0,
            Steps = 40,
            Clock = StandingClock.Instance,
            Questions = ProbeQuestions.None,
            Schedule = LearningRateSchedule.Constant(40, 100),
        };

        Assert.Equal(SoundnessVerdict.AtRisk, OptimizationProbe.Run(ruined).Soundness.Verdict);
    }

    private static ProbeOptions Options(IProblem problem) => new()
    {
        Problem = problem,
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 },
        Schedule = LearningRateSchedule.Constant(300, 0.1),
        Questions = ProbeQuestions.All,
    };

    /// <summary>Only says how large it is.</summary>
    private sealed class Sized(int parameters) : IProblem
    {
        public string Name => "sized";

        public int ParameterCount => parameters;

        public int SampleCount => 1;

        public void Initialize(int seed, Span<double> parameters) => throw new NotSupportedException();

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) => throw new NotSupportedException();
    }
}
