using System;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Tests.Escape;

public class BasinTestTests
{
    [Theory]
    [InlineData(3.3, 0.6039)]
    [InlineData(3.8, 0.2392)]
    [InlineData(4.2, 0.0759)]
    public void OnTheCosineWell_TheShareThatReturnsIsTheExactOne(double radius, double exact)
    {
        // Three standard errors of 6000 trials are 0.019 at a share of 0.6.
        var found = Run(new CosineWell(), [0, 0],
            new BasinTestOptions { Radii = [radius], Directions = 6000, DescentSteps = 60, Seed = 1 }).Random[0].Returned;

        Assert.Equal(exact, 1 - (4 / Math.PI * Math.Acos(Math.PI / radius)), 1e-4);
        Assert.Equal(exact, found.Value, 0.02);
        Assert.InRange(exact, found.Low - 0.005, found.High + 0.005);
    }

    [Fact]
    public void InsideOfTheCube_AllReturn_BeyondItsCornerNone()
    {
        var report = Run(new CosineWell(), [0, 0], new BasinTestOptions { Radii = [3.1, 4.5], Directions = 100, DescentSteps = 60 });

        Assert.Equal(1, report.Random[0].Returned.Value);
        Assert.Equal(0, report.Random[1].Returned.Value);
        Assert.True(report.StaysUnperturbed);
        Assert.Equal(0, report.LowestElsewhere!.Value, 6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void LeftToItself_ItFindsTheRadiusOfEvenOdds(int seed)
    {
        var report = Run(new CosineWell(), [0, 0], new BasinTestOptions { Directions = 60, DescentSteps = 60, Scale = 2, Seed = seed });

        // 1 - (4/pi) acos(pi/r) = 1/2 at r = pi / cos(pi/8).
        Assert.InRange((report.HalfRadius!.Value - (Math.PI / Math.Cos(Math.PI / 8))) / report.HalfRadius.Error, -3, 3);
        Assert.True(report.HalfRadius.Error < 0.2);
    }

    [Fact]
    public void AlongAnAxis_TheSharpestDirectionLeavesAtPi()
    {
        var report = Run(new CosineWell(), [0, 0], new BasinTestOptions { Radii = [3.1, 3.2], Directions = 1, DescentSteps = 200 },
            sharpest: [1, 0]);

        Assert.Equal([2, 0], report.Sharpest.Select(radius => radius.Returned.Count));
    }

    [Fact]
    public void ABowl_IsNeverLeft()
    {
        var report = Run(new Quadratic([1, 0.1]), [0, 0], new BasinTestOptions { Directions = 4 });

        Assert.All(report.Random, radius => Assert.Equal(radius.Returned.Trials, radius.Returned.Count));
        Assert.True(report.Random.Sum(radius => radius.Returned.Count) >= 8);
        Assert.Null(report.HalfRadius);
        Assert.Null(report.LowestElsewhere);
    }

    [Fact]
    public void AwayFromASaddle_DescentsFindLowerLossWithoutClimbing()
    {
        var report = Run(new DoubleWell(), [0, 0], new BasinTestOptions { Radii = [0.3], Directions = 20 });

        Assert.Equal(0, report.Random[0].Returned.Count);
        Assert.Equal(20, report.Random[0].Lower);
        Assert.Equal(-0.25, report.LowestElsewhere!.Value, 6);
    }

    [Fact]
    public void ARateAboveTheLimit_IsReportedAsDivergence()
    {
        var report = Run(new Quadratic([1, 0.1]), [0, 0], new BasinTestOptions { Radii = [1], Directions = 3 }, rate: 2.5);

        Assert.Equal(3, report.Random[0].Diverged);
        Assert.Equal(0, report.Random[0].Returned.Count);
    }

    [Fact]
    public void Stopped_ItKeepsWhatThereIs()
    {
        using var stop = new CancellationTokenSource();
        var problem = new DoubleWell();
        var counting = new StoppingProblem(problem, 3000, stop);
        var report = Run(counting, [-1, 0], new BasinTestOptions { Radii = [0.5], Directions = 1000 }, cancellation: stop.Token);

        Assert.True(report.IsPartial);
        Assert.InRange(report.Random[0].Returned.Trials, 5, 100);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameReport()
    {
        BasinReport Of(int seed) =>
            Run(new NoisyFunction(new CosineWell(), 1), [0, 0], new BasinTestOptions { Directions = 20, Seed = seed }, batch: 16);

        Assert.Equal(Of(3).Random, Of(3).Random);
        Assert.NotEqual(Of(3).Random, Of(4).Random);
    }

    private static BasinReport Run(IProblem problem, double[] point, BasinTestOptions options, double[]? sharpest = null, double rate = 0.5,
        int batch = 0, CancellationToken cancellation = default)
    {
        var plan = new TrainingPlan
        {
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
            Schedule = LearningRateSchedule.Constant(100, rate),
            Steps = 100,
            BatchSize = batch
        };
        var loss = problem.Evaluate(point, SampleSet.All(problem.SampleCount), default);
        return new BasinTest(problem, plan, point, new ReturnRule(problem, point, loss + 1), options).Run(sharpest ?? [], cancellation);
    }

    /// <summary>Stops whatever asks it too often.</summary>
    private sealed class StoppingProblem(IProblem inner, int evaluations, CancellationTokenSource stop) : IProblem
    {
        private int _done;

        public string Name => inner.Name;

        public int ParameterCount => inner.ParameterCount;

        public int SampleCount => inner.SampleCount;

        public void Initialize(int seed, Span<double> parameters) => inner.Initialize(seed, parameters);

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
        {
            if (++_done == evaluations)
            {
                stop.Cancel();
            }

            return inner.Evaluate(parameters, samples, gradient);
        }
    }
}
