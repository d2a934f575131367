using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Surfaces;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Surfaces;

public sealed class LossPlaneTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void OnAQuadratic_EverySliceIsItsParabola(int seed)
    {
        var surfaces = Draw(new Quadratic(), steps: 40, rate: 0.5, seed);

        Assert.Equal(3, surfaces.Slices.Count);
        foreach (var slice in surfaces.Slices)
        {
            Assert.Equal(slice.CentreLoss, slice.Losses[slice.Losses.Count / 2], 14);
            for (var i = 0; i < slice.Offsets.Count; i++)
            {
                Close(slice.QuadraticAt(slice.Offsets[i]), slice.Losses[i], 1e-12);
            }
        }
    }

    [Fact]
    public void OnAQuadratic_EveryGridPointIsTheQuadraticForm()
    {
        var problem = new Quadratic([4, 1, 0.5, -0.25]);
        var surfaces = Draw(problem, steps: 5, rate: 0.1, seed: 3);

        foreach (var plane in surfaces.Planes.Where(plane => plane.Kind != PlaneKind.Minima))
        {
            var end = RunOf(problem, 5, 0.1, 3).Run.Parameters.ToArray();
            for (var j = 0; j < plane.Y.Count; j++)
            {
                for (var i = 0; i < plane.X.Count; i++)
                {
                    var point = end.Select((value, k) =>
                        value + (plane.X[i] * plane.Across.Direction[k]) + (plane.Y[j] * plane.Up.Direction[k])).ToArray();
                    Close(problem.Evaluate(point, default), plane.Losses[j][i], 1e-12);
                }
            }
        }
    }

    [Fact]
    public void TheHessianPlane_HasTheExtremeCurvaturesOnItsAxes()
    {
        var plane = Draw(new Quadratic([7, 3, 1, 0.2, -0.5]), steps: 3, rate: 0.05,
            seed: 1).Planes.Single(plane => plane.Kind == PlaneKind.Hessian);

        Assert.Equal(7, plane.Across.Curvature, 8);
        Assert.Equal(-0.5, plane.Up.Curvature, 8);
    }

    [Fact]
    public void APlaneOfTwoParameters_CapturesTheWholeMovement_AndOneOfManyPartOfIt()
    {
        var whole = Draw(new Himmelblau(), steps: 30, rate: 0.005, seed: 0).Planes;
        var part = Draw(new Quadratic(), steps: 30, rate: 0.5, seed: 0).Planes.Single(plane => plane.Kind == PlaneKind.RandomFilters);

        Assert.All(whole, plane => Assert.Equal(1, plane.CapturedShare, 10));
        Assert.InRange(part.CapturedShare, 0, 0.5);
    }

    [Fact]
    public void ThePathEndsWhereTheRunEnded_AndStartsAtItsStart()
    {
        var problem = new Himmelblau();
        var run = RunOf(problem, 25, 0.005, seed: 4);
        var plane = run.Surfaces!.Planes.Single(plane => plane.Kind == PlaneKind.Hessian);
        var start = new double[2];
        problem.Initialize(4, start);

        Assert.Equal((25, 0.0, 0.0), (plane.Path[^1].Step, plane.Path[^1].X, plane.Path[^1].Y));
        Assert.Equal(0, plane.Path[0].Step);
        for (var k = 0; k < 2; k++)
        {
            Assert.Equal(start[k],
                run.Run.Parameters[k] + (plane.Path[0].X * plane.Across.Direction[k]) + (plane.Path[0].Y * plane.Up.Direction[k]), 10);
        }
    }

    [Fact]
    public void ThroughThreeMinima_EachEndHasItsLoss()
    {
        var network = new DigitsPerceptron([64, 6, 10], samples: 200);
        var result = RunOf(network, 40, 0.5, seed: 0);
        var plane = result.Surfaces!.Planes.Single(plane => plane.Kind == PlaneKind.Minima);

        Assert.Equal([0, 1, 2], plane.Ends.Select(end => end.Seed));
        var centre = Enumerable.Range(0, network.ParameterCount)
            .Select(k => result.Run.Parameters[k] - (plane.Ends[0].X * plane.Across.Direction[k])
                - (plane.Ends[0].Y * plane.Up.Direction[k])).ToArray();
        foreach (var end in plane.Ends)
        {
            var own = RunOf(network, 40, 0.5, end.Seed, ProbeQuestions.None).Run;
            var inPlane = centre.Select((value, k) => value + (end.X * plane.Across.Direction[k]) + (end.Y * plane.Up.Direction[k]))
                .ToArray();
            Assert.True(TensorPrimitives.Distance<double>(inPlane, [.. own.Parameters]) < 1e-9);
            Assert.True(Math.Abs(end.X) < plane.Across.Radius && Math.Abs(end.Y) < plane.Up.Radius);
        }
    }

    /// <summary>Each step leaves a tenth of the distance, so that ends are one after some four of them.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(8, false)]
    public void SeedsThatEndInOnePoint_SpanNoPlane(int steps, bool isDrawn)
    {
        var planes = Draw(new Quadratic([1, 1]), steps, rate: 0.9, seed: 0).Planes;

        Assert.Equal(isDrawn, planes.Any(plane => plane.Kind == PlaneKind.Minima));
    }

    [Fact]
    public void BetweenGridPoints_TheLossIsLinear_AndOutsideThereIsNone()
    {
        var plane = Draw(new Himmelblau(), steps: 5, rate: 0.005, seed: 0).Planes[0];

        Assert.Equal(plane.Losses[3][2], plane.LossAt(plane.X[2], plane.Y[3]), 9);
        Assert.Equal((plane.Losses[3][2] + plane.Losses[3][3]) / 2, plane.LossAt((plane.X[2] + plane.X[3]) / 2, plane.Y[3]), 9);
        Assert.Equal(plane.Losses[^1][^1], plane.LossAt(plane.X[^1], plane.Y[^1]), 9);
        Assert.True(double.IsNaN(plane.LossAt(plane.X[^1] * 1.01, 0)));
    }

    [Fact]
    public void TheSameSeed_GivesTheSamePicture()
    {
        var network = new DigitsPerceptron([64, 6, 10], samples: 100);
        var (first, second) = (Draw(network, 20, 0.2, 7), Draw(network, 20, 0.2, 7));

        Assert.Equal(first.Planes.SelectMany(plane => plane.Losses.SelectMany(row => row)),
            second.Planes.SelectMany(plane => plane.Losses.SelectMany(row => row)));
        Assert.Equal(first.Planes.Select(plane => plane.CapturedShare), second.Planes.Select(plane => plane.CapturedShare));
    }

    [Fact]
    public void ACancelledProbe_KeepsWhatItHas()
    {
        using var stop = new CancellationTokenSource();
        var result = OptimizationProbe.Run(Options(new Quadratic(), 20, 0.5, 0, ProbeQuestions.Surfaces) with
        {
            Cancellation = stop.Token,
            Progress = progress =>
            {
                if (progress.Stage == "drawing the surface")
                {
                    stop.Cancel();
                }
            },
        });

        Assert.True(result.Surfaces!.IsPartial);
        Assert.Empty(result.Surfaces.Planes);
        Assert.Equal(3, result.Surfaces.Slices.Count);
    }

    [Fact]
    public void ADivergedRun_HasNoSurface() =>
        Assert.Null(RunOf(new Quadratic(), 200, 50, 0).Surfaces);

    [Fact]
    public void NobodyAsks_NothingIsDrawn() =>
        Assert.Null(RunOf(new Quadratic(), 20, 0.5, 0, ProbeQuestions.All).Surfaces);

    private static SurfaceReport Draw(IProblem problem, int steps, double rate, int seed) => RunOf(problem, steps, rate, seed).Surfaces!;

    private static ProbeResult RunOf(IProblem problem, int steps, double rate, int seed,
        ProbeQuestions questions = ProbeQuestions.Surfaces) =>
        OptimizationProbe.Run(Options(problem, steps, rate, seed, questions));

    private static ProbeOptions Options(IProblem problem, int steps, double rate, int seed, ProbeQuestions questions) => new()
    {
        Clock = StandingClock.Instance,
        Problem = problem,
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
        Schedule = LearningRateSchedule.Constant(steps, rate),
        Steps = steps,
        Seed = seed,
        Questions = questions,
        SweepSeeds = 0,
        Budget = TimeSpan.FromMinutes(5),
    };

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            FormattableString.Invariant($"{actual} is not {expected}"));
}
