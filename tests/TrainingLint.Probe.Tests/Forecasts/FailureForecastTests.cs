using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Networks;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Forecasts;

/// <summary>The forecast of failure: its arithmetic, and that clear cases come out clearly.</summary>
public class FailureForecastTests
{
    [Fact]
    public void ASingleWeight_GivesTheOddsThatItSays()
    {
        // Odds of 3 to 1 with a standard error of 0.5: 0.75, and 1/(1 + e^-(ln 3 -+ 0.98)).
        var size = FailureFeatures.Names.Count;
        var (weights, covariance) = (new double[size], new double[size * size]);
        (weights[0], covariance[0]) = (System.Math.Log(3), 0.25);

        var forecast = FailureModel.Parse(new FailureModel(weights, covariance).ToTable()
            .Split('\n', System.StringSplitOptions.RemoveEmptyEntries)).Of(FailureSigns.From(new double[12]));

        Assert.Equal(0.75, forecast.Probability, 1e-5);
        Assert.Equal(1 / (1 + (System.Math.Exp(0.979982) / 3)), forecast.Low, 1e-5);
        Assert.Equal(1 / (1 + (System.Math.Exp(-0.979982) / 3)), forecast.High, 1e-5);
        Assert.Equal(FailureVerdict.Likely, forecast.Verdict);
    }

    [Theory]
    [InlineData(0.1, FailureVerdict.Unlikely)]
    [InlineData(0.5, FailureVerdict.CannotTell)]
    [InlineData(0.69, FailureVerdict.CannotTell)]
    [InlineData(0.8, FailureVerdict.Likely)]
    public void EvenOdds_TellNothing(double probability, FailureVerdict verdict) =>
        Assert.Equal(verdict, new FailureForecast(probability, 0, 1).Verdict);

    [Fact]
    public void TheShippedWeights_FitTheFeatures()
    {
        var size = FailureFeatures.Names.Count;
        var signs = FailureSigns.From([.. Enumerable.Range(0, 12).Select(i => 0.1 * i)]);

        Assert.Equal(size, FailureFeatures.Of(signs).Length);
        Assert.Equal(size, FailureModel.Shipped.Weights.Count);
        Assert.Equal(size * size, FailureModel.Shipped.Covariance.Count);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => 0.1 * i), signs.Values);
    }

    [Theory]
    [InlineData(0.02, 0, FailureVerdict.Unlikely)]
    [InlineData(0.02, 1, FailureVerdict.Unlikely)]
    [InlineData(20, 0, FailureVerdict.Likely)]
    [InlineData(20, 1, FailureVerdict.Likely)]
    public void ClearCases_AreForecastClearly(double rate, int seed, FailureVerdict verdict) =>
        Assert.Equal(verdict, Run(new DigitsPerceptron([64, 24, 10], samples: 400), rate, seed).Forecast!.Failure!.Verdict);

    [Fact]
    public void OtherKindsOfProblems_CannotBeTold() =>
        Assert.Equal(FailureVerdict.CannotTell, Run(new DigitsConvolution(96), 0.02, 0).Forecast!.Failure!.Verdict);

    private static ProbeResult Run(IProblem problem, double rate, int seed) => OptimizationProbe.Run(new ProbeOptions
    {
        Clock = StandingClock.Instance,
        Problem = problem,
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 },
        Schedule = LearningRateSchedule.Constant(100, rate),
        BatchSize = 32,
        Steps = 100,
        Seed = seed,
        Questions = ProbeQuestions.Forecast,
        SweepSeeds = 1,
        StabilityPoints = 3,
        SpectrumProducts = 15,
    });
}
