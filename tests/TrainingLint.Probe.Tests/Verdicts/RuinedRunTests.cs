using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Verdicts;

/// <summary>A run that its rate ruined must not pass, however flat the place is where it came to lie.</summary>
public class RuinedRunTests
{
    private static readonly OptimizerSettings Heavy = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ARateThatKillsTheNetwork_IsARisk(int seed)
    {
        var result = Train(new DigitsPerceptron([64, 32, 10], activation: Activation.Relu), Heavy, 5, seed);

        Assert.True(result.Run.FinalLoss >= 0.9 * result.Run.InitialLoss, "the test wants a ruined run");
        Assert.Contains(result.Run.Verdict, new[] { Verdict.LearnedNothing, Verdict.Diverged });
        Assert.NotEmpty(result.Risks);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void AUsualRate_IsNone(int seed)
    {
        var result = Train(new DigitsPerceptron([64, 32, 10]), Heavy, 0.05, seed);

        Assert.NotEqual(Verdict.LearnedNothing, result.Run.Verdict);
        Assert.Empty(result.Risks);
    }

    [Theory]
    [InlineData(0.4, 128, true)]
    [InlineData(1.8, 128, false)]
    [InlineData(0.4, 1, false)]
    public void NegativeCurvatureWhereANetworkHasLearned_IsNoPlaceToBeStuckIn(double final, int samples, bool isForgiven)
    {
        var risks = RunRisks.Of(
            new(Verdict.Saddle, ["a direction of negative curvature"]),
            new() { Rule = StabilityRule.Of(Heavy), PeakRate = 0.1, Points = [], Margins = [] },
            new(2.3, final, [2.3, 1, final], HasDiverged: false),
            Options(samples == 1 ? new DoubleWell() : new LogisticRegression(), Heavy, 0.1, 0));

        Assert.Equal(isForgiven, risks.Count == 0);
    }

    [Fact]
    public void ARateTooSmallToMove_LearnsNothing() =>
        Assert.Equal(Verdict.LearnedNothing, Train(new DigitsPerceptron([64, 32, 10]), Heavy, 1e-7, 0).Run.Verdict);

    [Fact]
    public void AStartThatIsTheEndItself_HasNothingToLearn() =>
        Assert.Equal(Verdict.Minimum,
            OptimizationProbe.Run(Options(new DoubleWell(), Heavy, 0.01, 0) with { Weights = [1, 0] }).Run.Verdict);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void ASaddleAlongTheDiagonal_IsSeenBySearchesFromAnySeed(int seed)
    {
        // (x - 3)(y - 2): curvature 1 along (1, 1), -1 along (1, -1).
        var result = OptimizationProbe.Run(Options(new Product(), OptimizerSettings.Of(OptimizerKind.Sgd), 1e-6,
            seed) with
        { Weights = [3, 2], Steps = 5 });

        Assert.Equal(Verdict.Saddle, result.Run.Verdict);
        Assert.Equal(-1, result.Curvature!.SmallestEigenvalue.Value, 1e-9);
    }

    private static ProbeResult Train(IProblem problem, OptimizerSettings optimizer, double rate, int seed) =>
        OptimizationProbe.Run(Options(problem, optimizer, rate, seed));

    private static ProbeOptions Options(IProblem problem, OptimizerSettings optimizer, double rate, int seed) => new()
    {
        Clock = StandingClock.Instance,
        Problem = problem,
        Optimizer = optimizer,
        Schedule = LearningRateSchedule.Constant(120, rate),
        Steps = 120,
        Seed = seed,
        SweepSeeds = 0,
        StabilityPoints = 4,
        SpectrumProducts = 60,
    };

    private sealed class Product : IProblem
    {
        public string Name => "product";

        public int ParameterCount => 2;

        public int SampleCount => 1;

        public void Initialize(int seed, System.Span<double> parameters) => parameters.Fill(seed);

        public double Evaluate(System.ReadOnlySpan<double> parameters, SampleSet samples, System.Span<double> gradient)
        {
            if (!gradient.IsEmpty)
            {
                (gradient[0], gradient[1]) = (parameters[1] - 2, parameters[0] - 3);
            }

            return (parameters[0] - 3) * (parameters[1] - 2);
        }
    }
}
