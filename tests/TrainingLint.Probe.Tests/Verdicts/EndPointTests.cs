using System;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Verdicts;

public class EndPointTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    [Fact]
    public void TheBottomOfABowl_IsAMinimum() => Assert.Equal(Verdict.Minimum, Run(new Himmelblau(), 0.01).Run.Verdict);

    [Fact]
    public void RestingOnASaddle_IsASaddle()
    {
        var result = Run(new DoubleWell(), 0.1, at: [0, 0]);

        Assert.Equal(Verdict.Saddle, result.Run.Verdict);
        Assert.Equal(-1, result.Sharpness.Smallest, 10);
        Assert.True(result.Sharpness.SmallestEigenvalue.IsCertainlyNegative);
        Assert.NotEmpty(result.Risks);
    }

    [Fact]
    public void ASaddleWithoutCurvature_IsNotTakenForAMinimum() => Assert.Equal(Verdict.Saddle, Run(new MonkeySaddle(), 0.1).Run.Verdict);

    [Fact]
    public void ThreeLinearLayersAtZero_AreASaddle() =>
        Assert.Equal(Verdict.Saddle, Run(new DeepLinearNetwork([1, 1, 1, 1], [2]), 0.1, at: [0, 0, 0]).Run.Verdict);

    [Fact]
    public void AFlatBottomOfFourthOrder_IsAMinimum() => Assert.Equal(Verdict.Minimum, Run(new Quartic(), 0.1, at: [0]).Run.Verdict);

    [Fact]
    public void ASaturatedUnit_IsAPlateau()
    {
        var result = Run(new SaturatedTanh(), 0.1, at: [-10]);

        Assert.Equal(Verdict.Plateau, result.Run.Verdict);
        Assert.Equal(2, result.Run.FinalLoss, 6);
    }

    [Fact]
    public void AnUnfinishedDescent_IsStillMoving() =>
        Assert.Equal(Verdict.StillMoving, Run(new Rosenbrock(2), 2e-6, steps: 100).Run.Verdict);

    [Fact]
    public void ADescentThatHasMostOfItsWayBehindIt_IsConverging() =>
        Assert.Equal(Verdict.Converging, Run(new Quadratic([1, 0.001]), 0.5, steps: 100).Run.Verdict);

    [Fact]
    public void AboveTheLimitOfAParabola_TheRunDiverges()
    {
        var result = Run(new Quadratic([1, 0.1]), 2.1);

        Assert.Equal(Verdict.Diverged, result.Run.Verdict);
        Assert.Equal(0, result.Stability.PredictedUnstableStep);
        Assert.Null(result.Curvature);
        Assert.Throws<InvalidOperationException>(() => result.Sharpness);
    }

    [Fact]
    public void JustBelowTheLimit_ItConverges() => Assert.Equal(Verdict.Minimum, Run(new Quadratic([1, 0.1]), 1.8).Run.Verdict);

    [Fact]
    public void AWarmupThatClimbsTooHigh_IsForeseenAtTheStart()
    {
        var result = OptimizationProbe.Run(new ProbeOptions
        {
            Clock = StandingClock.Instance,
            Problem = new Quadratic([1, 0.5]),
            Optimizer = Sgd,
            Steps = 100,
            Schedule = LearningRateSchedule.Constant(100, 4).WithWarmup(new Warmup(50), countAfter: false),
        });

        // 4 t / 50 passes 2 behind step 25.
        Assert.Equal(26, result.Stability.PredictedUnstableStep);
        Assert.Equal(26, result.Stability.FirstUnstableStep);
    }

    [Fact]
    public void AboveTheLimitWithoutHarm_IsNoRisk()
    {
        // Starts above the stable rate, finds a flatter place and trains on: the catapult.
        var result = OptimizationProbe.Run(new ProbeOptions
        {
            Clock = StandingClock.Instance,
            Problem = new DigitsPerceptron(loss: PerceptronLoss.SquaredError, samples: 500),
            Optimizer = Sgd,
            Schedule = LearningRateSchedule.Constant(300, 0.35),
            Steps = 300,
            Budget = TimeSpan.FromMinutes(2),
        });

        Assert.Equal(0, result.Stability.PredictedUnstableStep);
        Assert.True(result.Run.FinalLoss < result.Run.InitialLoss);
        Assert.Empty(result.Risks);
    }

    [Fact]
    public void WithoutSteps_ThePointIsOnlyMeasured()
    {
        var result = Run(new Rosenbrock(10), 1e-3, steps: 0, at: [.. Enumerable.Repeat(1.0, 10)]);

        Assert.Equal(Verdict.NotRun, result.Run.Verdict);
        Assert.Equal(1762.8408814946, result.Sharpness.Largest, 1e-6);
        Assert.Equal(0.498751749577, result.Sharpness.Smallest, 1e-6);
        Assert.Equal(9018, result.Sharpness.Trace!.Value, 1e-6);
        Assert.Empty(result.Stability.Margins);
    }

    [Fact]
    public void StoppedByHand_ThePartIsReported()
    {
        using var stop = new CancellationTokenSource();
        var result = OptimizationProbe.Run(new ProbeOptions
        {
            Clock = StandingClock.Instance,
            Problem = new DigitsPerceptron([64, 12, 10]),
            Optimizer = Sgd,
            Schedule = LearningRateSchedule.Constant(10_000, 0.1),
            Steps = 10_000,
            Progress = progress => Stop(progress.Step == 20, stop),
            Cancellation = stop.Token,
        });

        Assert.True(result.IsPartial);
        Assert.Equal(20, result.Run.Steps);
        Assert.True(result.Sharpness.Largest > 0.1);
        Assert.Null(result.Sharpness.Trace);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameBytes()
    {
        static double[] Numbers(int seed)
        {
            var result = OptimizationProbe.Run(new ProbeOptions
            {
                Clock = StandingClock.Instance,
                Problem = new DigitsPerceptron([64, 12, 10]),
                Optimizer = OptimizerSettings.Of(OptimizerKind.Adam),
                Schedule = LearningRateSchedule.Constant(40, 0.01),
                Steps = 40,
                BatchSize = 64,
                Seed = seed,
                Budget = TimeSpan.FromMinutes(2),
            });
            return [.. result.Run.Parameters, .. result.Run.Losses, result.Sharpness.Largest, result.Sharpness.Smallest,
                .. result.Sharpness.Density.Nodes, .. result.Stability.Margins, .. result.Sweep!.Rates.Select(rate => rate.Loss)];
        }

        Assert.Equal(Numbers(3), Numbers(3));
        Assert.NotEqual(Numbers(3)[..50], Numbers(4)[..50]);
    }

    private static void Stop(bool now, CancellationTokenSource stop)
    {
        if (now)
        {
            stop.Cancel();
        }
    }

    private static ProbeResult Run(IProblem problem, double rate, int steps = 300, double[]? at = null) =>
        OptimizationProbe.Run(new ProbeOptions
        {
            Clock = StandingClock.Instance,
            Problem = problem,
            Optimizer = Sgd,
            Schedule = LearningRateSchedule.Constant(Math.Max(1, steps), rate),
            Steps = steps,
            Weights = at,
        });

    private sealed class Quartic : FunctionOfOne
    {
        protected override (double Value, double Slope) At(double x) => (Math.Pow(x, 4), 4 * Math.Pow(x, 3));
    }

    /// <summary>(tanh w - 1)^2 / 2: at w = -10 the loss is 2 and slope and curvature are about 1e-8.</summary>
    private sealed class SaturatedTanh : FunctionOfOne
    {
        protected override (double Value, double Slope) At(double x)
        {
            // tanh - 1 and 1 - tanh^2 without cancellation, so that differences of slopes mean something.
            var rest = 2 / (1 + Math.Exp(2 * x));
            return (rest * rest / 2, -rest * rest * (2 - rest));
        }
    }

    private abstract class FunctionOfOne : IProblem
    {
        public string Name => "one";

        public int ParameterCount => 1;

        public int SampleCount => 1;

        public void Initialize(int seed, Span<double> parameters) => parameters[0] = 1;

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
        {
            var (value, slope) = At(parameters[0]);
            if (!gradient.IsEmpty)
            {
                gradient[0] = slope;
            }

            return value;
        }

        protected abstract (double Value, double Slope) At(double x);
    }
}
