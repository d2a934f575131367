using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Networks;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Remedies;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Remedies;

/// <summary>Which settings are tried otherwise, and when one of them counts as the cause.</summary>
public class SettingTrialTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);
    private static readonly OptimizerSettings Adam = OptimizerSettings.Of(OptimizerKind.Adam);

    public static TheoryData<OptimizerSettings, string> Settings => new()
    {
        { Sgd with { Momentum = 0.97 }, "" },
        { Sgd with { Momentum = 0.98 }, "momentum 0.98" },
        { Adam with { Beta1 = 0.98 }, "beta1 0.98" },
        { Adam with { Beta2 = 0.9 }, "" },
        { Adam with { Beta2 = 0.5 }, "beta2 0.5" },
        { Adam with { Epsilon = 1e-3 }, "" },
        { Adam with { Epsilon = 0.1 }, "epsilon 0.1" },
        { Sgd with { WeightDecay = 0.05 }, "" },
        { Sgd with { WeightDecay = 0.5 }, "weight decay 0.5" },

        // Decoupled, 0.1 at a rate of 0.01 shrinks weights by a thousandth.
        { OptimizerSettings.Of(OptimizerKind.AdamW) with { WeightDecay = 0.1 }, "" },
        { OptimizerSettings.Of(OptimizerKind.AdamW) with { WeightDecay = 1 }, "weight decay 1" },
        { Sgd with { ClipNorm = 0.01 }, "" },
        { Sgd with { ClipNorm = 0.001 }, "gradients clipped to a norm of 0.001" },
        { Sgd with { ClipValue = 0.0001 }, "gradients clipped at 0.0001" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void OnlyWhatIsFarOutsideOfRecipes_IsTried(OptimizerSettings settings, string setting) =>
        Assert.Equal(setting,
            string.Join(", ",
                UnusualSettings.Of(Plan(settings, LearningRateSchedule.Constant(100, 0.01)), new Quadratic())
                    .Select(variant => variant.Setting)));

    [Fact]
    public void SchedulesThatEndAtOnceOrGrow_AreTriedHeld()
    {
        string Of(LearningRateSchedule schedule) =>
            string.Join(", ", UnusualSettings.Of(Plan(Sgd, schedule), new Quadratic()).Select(variant => variant.Instead));

        Assert.Equal("", Of(LearningRateSchedule.Cosine(100, 0.1).WithWarmup(new Warmup(10), countAfter: false)));
        Assert.Equal("", Of(LearningRateSchedule.Exponential(100, 0.1, 0.9, 10)));
        Assert.Equal("a rate held at the peak", Of(LearningRateSchedule.Step(100, 0.1, 2, 1e-3)));
        Assert.Equal("one held at 0.1", Of(LearningRateSchedule.Exponential(100, 0.1, 1.5, 10)));
    }

    [Fact]
    public void WeightsThatStartAlike_AreTriedAtRandom() =>
        Assert.IsType<DigitsPerceptron>(
            Assert.Single(UnusualSettings.Of(Plan(Sgd, LearningRateSchedule.Constant(100, 0.1)),
                new DigitsPerceptron(initialization: Initialization.Constant))).Problem);

    /// <summary>Of L = x²/2 from 1 at rate 0.5, a clip norm of 1e-6 leaves the loss at 1/2; without it, 0.25^20/2 is left.</summary>
    [Fact]
    public void ATrial_IsTheSameRunWithOneSettingChanged()
    {
        var plan = Plan(Sgd with { ClipNorm = 1e-6 }, LearningRateSchedule.Constant(20, 0.5)) with { Steps = 20 };

        var trial = Assert.Single(SettingTrials.Run(new GuardedProblem(new Quadratic([1])), plan, 0, [1], 20, default));

        Assert.Equal(Math.Pow(0.25, 20) / 2, trial.Loss, 1e-12);
        Assert.Empty(SettingTrials.Run(new GuardedProblem(new Quadratic([1])), plan, 0, [1], 19, default));
    }

    [Theory]
    [InlineData(2.0, 0.9, 0.1, true)]
    [InlineData(2.0, double.NaN, 0.1, true)]
    [InlineData(2.0, 0.5, 0.1, false)]
    [InlineData(2.0, 1.9, 1.1, false)]
    [InlineData(2.0, 1.9, double.PositiveInfinity, false)]
    public void ASettingIsTheCause_WhereTheOtherRunLearnsAndThisOneDoesNot(double initial, double final, double other, bool isCause) =>
        Assert.Equal(isCause, SettingRisk.Of([new("this", "that", other)], new(initial, final, [initial, final], double.IsNaN(final))).Any());

    [Fact]
    public void WeightsThatForgetTheirOldText_AreARisk_AndTrainedOnesAreNot()
    {
        var problem = new LanguageModelTuning(12);
        var (start, random) = (new double[problem.ParameterCount], new double[problem.ParameterCount]);
        problem.Initialize(0, start);
        new LanguageModel(12).Initialize(1, random);

        Assert.Empty(Forgetting.Of(problem, start, start));
        Assert.Contains("forgot", Assert.Single(Forgetting.Of(problem, start, random)));
        Assert.Empty(Forgetting.Of(problem, random, random));
        Assert.Empty(Forgetting.Of(new LogisticRegression(), start, random));
    }

    [Theory]
    [InlineData(0.4, 1e-6, true)]
    [InlineData(0.4, 0.5, false)]
    [InlineData(0.05, 1e-6, false)]
    public void APolicyWhoseSlopeDiedFarFromTheBest_IsStuck(double final, double slope, bool isStuck) =>
        Assert.Equal(isStuck, StuckRun.Of(new GridPolicy(), new(0.5, final, [0.5, final], HasDiverged: false), 1, slope).Any());

    [Fact]
    public void ANetworkTooLargeForTheBudget_GetsFewerSamples_AndOthersAllOfThem()
    {
        ProbeOptions Options(IProblem problem) => new()
        {
            Problem = problem,
            Optimizer = Sgd,
            Schedule = LearningRateSchedule.Constant(10, 0.1),
            BatchSize = 128,
            Budget = TimeSpan.FromSeconds(5),
            Clock = StandingClock.Instance,
        };

        var large = AffordableSamples.Of(Options(new DigitsPerceptron([64, 1024, 1024, 10])));
        var usual = Options(new DigitsPerceptron());

        Assert.InRange(large.Problem.SampleCount, 64, 200);
        Assert.Equal(0, large.BatchSize);
        Assert.Contains("of 1797 samples", Assert.Single(large.Assumptions));
        Assert.Same(usual, AffordableSamples.Of(usual));
    }

    private static TrainingPlan Plan(OptimizerSettings settings, LearningRateSchedule schedule) =>
        new() { Optimizer = settings, Schedule = schedule, Steps = 100 };
}
