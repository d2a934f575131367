using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Training;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Forecasts;

/// <summary>Critical rates from losses, against the closed form of quadratics: 2 g'u/(u'Hu) for the gradient g and any update u.</summary>
public class CriticalRateTests
{
    private static readonly double[] Curvatures = [10, 1, 0.1];

    public static TheoryData<OptimizerSettings> Rules => new(
        OptimizerSettings.Of(OptimizerKind.Sgd),
        OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 },
        OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9, Nesterov = true, WeightDecay = 0.01 },
        OptimizerSettings.Of(OptimizerKind.Sgd) with { ClipNorm = 0.1 },
        OptimizerSettings.Of(OptimizerKind.Adam),
        OptimizerSettings.Of(OptimizerKind.AdamW) with { WeightDecay = 0.1 },
        OptimizerSettings.Of(OptimizerKind.RmsProp) with { Momentum = 0.5 },
        OptimizerSettings.Of(OptimizerKind.Adagrad),
        OptimizerSettings.Of(OptimizerKind.Lion));

    [Theory]
    [InlineData(0.1, 1, 1, 0.3654213253340605)]
    [InlineData(0.1, 0, 0, 0.2)]
    [InlineData(0, 0, 1, 20)]
    public void OfGradientSteps_IsThatOfTheQuadratic(double x, double y, double z, double critical)
    {
        foreach (var guess in new[] { 0.01, 0.37, 1, 30 })
        {
            var (low, high) = CriticalRate.Search(rate => LossAfter(rate, [x, y, z]), guess);

            Assert.InRange(critical, low, high);
            Assert.InRange(high / low, 1, CriticalRate.Precision);
        }
    }

    [Fact]
    public void NearTheLastOne_EightLossesFindIt()
    {
        var losses = 0;
        CriticalRate.Search(
            rate =>
            {
                losses++;
                return LossAfter(rate, [0.1, 1, 1]);
            },
            guess: 0.3);

        Assert.InRange(losses, 6, 8);
    }

    [Fact]
    public void WithoutADescentOrAnEnd_OneSideStaysOpen()
    {
        Assert.Equal(0, CriticalRate.Search(rate => rate).Low);
        Assert.Equal(double.PositiveInfinity, CriticalRate.Search(rate => -rate).High);
        Assert.Equal(0, CriticalRate.Search(rate => rate > 0 ? double.NaN : 1).Low);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void OfEveryRule_IsThatOfItsOwnUpdate(OptimizerSettings rule)
    {
        var problem = new Quadratic(Curvatures);
        var options = Options(problem, rule);

        var points = OptimizationProbe.Run(options).Forecast!.CriticalRates;

        Assert.True(points.Count >= 5);
        foreach (var point in points)
        {
            var (slope, curvature) = SlopeAndCurvatureOf(problem, options, point.Step);
            if (slope > 0)
            {
                Assert.InRange(2 * slope / curvature, point.Low * (1 - 1e-9), point.High * (1 + 1e-9));
            }
            else
            {
                Assert.Equal(0, point.Low);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Watching_ChangesNoBitOfTheRun(OptimizerSettings rule)
    {
        var options = Options(new LogisticRegression(), rule) with { BatchSize = 32, Steps = 20 };

        var watched = OptimizationProbe.Run(options);
        var alone = OptimizationProbe.Run(options with { Questions = ProbeQuestions.None });

        Assert.Equal(alone.Run.Losses, watched.Run.Losses);
        Assert.Equal(alone.Run.Parameters, watched.Run.Parameters);
        Assert.Null(alone.Forecast);
    }

    private static double LossAfter(double rate, double[] at) =>
        at.Zip(Curvatures)
            .Sum(pair => 0.5 * pair.Second * pair.First * pair.First * (1 - (rate * pair.Second)) * (1 - (rate * pair.Second)));

    private static ProbeOptions Options(IProblem problem, OptimizerSettings rule) => new()
    {
        Clock = StandingClock.Instance,
        Problem = problem,
        Optimizer = rule,
        Schedule = LearningRateSchedule.Constant(60, 0.02),
        Steps = 60,
        SweepSeeds = 0,
        StabilityPoints = 2,
        Questions = ProbeQuestions.Forecast,
    };

    /// <summary>g'u and u'Hu of the update that the same training makes at a step.</summary>
    private static (double Slope, double Curvature) SlopeAndCurvatureOf(Quadratic problem, ProbeOptions options, int step)
    {
        var trainer = new Trainer(problem, new() { Optimizer = options.Optimizer, Schedule = options.Schedule!, Steps = options.Steps }, 0);
        for (var i = 0; i < step; i++)
        {
            trainer.Step();
        }

        var (before, gradient, after) = (trainer.Parameters.ToArray(), new double[3], new double[3]);
        problem.Evaluate(before, SampleSet.All(1), gradient);
        trainer.Step();
        double[] update = [.. before.Zip(trainer.Parameters.ToArray(), (old, now) => (old - now) / 0.02)];

        // The gradient of a quadratic is linear: H u is the difference of two gradients.
        TensorPrimitives.Add(before, update, after);
        var further = new double[3];
        problem.Evaluate(after, SampleSet.All(1), further);
        IEnumerable<double> product = further.Zip(gradient, (one, other) => one - other);
        return (TensorPrimitives.Dot<double>(gradient, update), update.Zip(product, (u, h) => u * h).Sum());
    }
}
