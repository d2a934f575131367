using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Bridge;

/// <summary>A problem in another process gives the numbers of that problem. The child is samples/ProbeProtocol, which knows nothing of this code.</summary>
[Collection(nameof(Bridge))]
public sealed class BridgedProblemTests
{
    private const int Samples = 50;

    /// <summary>Fifty terms of size 1, each rounded: the order of summing differs between the two.</summary>
    private const double Rounding = 1e-13;

    [Fact]
    public void TheChild_DescribesItsProblem()
    {
        using var problem = BridgedProblem.Start(Children.Sound);

        Assert.Equal("cubic-fit", problem.Name);
        Assert.Equal((4, Samples), (problem.ParameterCount, problem.SampleCount));
        Assert.False(problem.IsSingle);
        Assert.Equal("coefficients", problem.Tensors.Single().Name);
        Assert.Contains("least squares", problem.Notes.Single());
        Assert.True(problem is IExactCurvature and not IPredicts);
        Assert.Null(problem.HeldOutLoss(new double[4]));
        Assert.Empty(Children.Leftovers());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-7)]
    public void LossGradientAndProducts_AreThoseOfTheClosedForm(int seed)
    {
        using var problem = BridgedProblem.Start(Children.Sound);
        var (point, gradient) = (new double[4], new double[4]);
        problem.Initialize(seed, point);
        var truth = new CubicFitTruth();
        foreach (var samples in new[] { SampleSet.All(Samples), SampleSet.Of([3, 49, 3]) })
        {
            var loss = problem.Evaluate(point, samples, gradient);
            Assert.Equal(truth.Loss(point, samples), loss, Rounding);
            Assert.Equal(loss, problem.Evaluate(point, samples, default), Rounding);
            var expected = truth.Gradient(point, samples);
            var hessian = ((IExactCurvature)problem).HessianAt(point, samples);
            var (vectors, products) = (Enumerable.Range(1, 24).Select(i => Math.Sin(i)).ToArray(), new double[24]);
            hessian.Multiply(vectors, products, 6);
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(expected[i], gradient[i], Rounding);
            }

            for (var j = 0; j < 6; j++)
            {
                var product = truth.Product(vectors[(4 * j)..((4 * j) + 4)], samples);
                Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(product[i], products[(4 * j) + i], Rounding));
            }
        }
    }

    [Fact]
    public void TwoHessians_KeepTheirOwnSamples()
    {
        using var problem = BridgedProblem.Start(Children.Sound);
        var curved = (IExactCurvature)problem;
        var (whole, part) = (curved.HessianAt(new double[4], SampleSet.All(Samples)), curved.HessianAt(new double[4], SampleSet.Of([0])));
        var (vector, first, second, again) = (new double[] { 1, 0, 0, 0 }, new double[4], new double[4], new double[4]);

        whole.Multiply(vector, first);
        part.Multiply(vector, second);
        problem.Evaluate(new double[] { 1, 2, 3, 4 }, SampleSet.Of([5]), default);
        whole.Multiply(vector, again);

        Assert.NotEqual(first, second);
        Assert.Equal(first, again);
    }

    [Fact]
    public void AProbe_FindsTheMinimumAndItsEigenvalues()
    {
        using var problem = BridgedProblem.Start(Children.Sound);

        var result = OptimizationProbe.Run(new ProbeOptions
        {
            Clock = StandingClock.Instance,
            Problem = problem,
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 },
            Schedule = LearningRateSchedule.Constant(600, 0.5),
            Steps = 600,
            Budget = TimeSpan.FromMinutes(2),
        });

        // Of the mean of x x' over the 50 points: computed apart from this code by a dense eigensolver.
        var truth = new CubicFitTruth().Eigenvalues();
        Assert.Equal(Verdict.Minimum, result.Run.Verdict);
        Assert.Equal(truth[^1], result.Sharpness.Largest, 10);
        Assert.Equal(truth[0], result.Sharpness.Smallest, 10);
        Assert.Equal(truth.Sum(), result.Sharpness.Trace!.Value, 10);
        Assert.True(result.Sharpness.SymmetryError < 1e-13);
    }

    [Fact]
    public void WithoutProducts_DifferencesServe()
    {
        using var problem = BridgedProblem.Start(Children.With("merge", "describe", "{\"offers\": []}"));

        Assert.False(problem is IExactCurvature);
        var (hessian, product) = (new GuardedProblem(problem).HessianAt(new double[4], SampleSet.All(Samples)), new double[4]);
        hessian.Multiply([0, 0, 1, 0], product);
        var truth = new CubicFitTruth().Product([0, 0, 1, 0], SampleSet.All(Samples));
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(truth[i], product[i], 8));
    }

    [Fact]
    public void InFloat32_VectorsAreHalfAsLargeAndErrorBarsAreWider()
    {
        using var doubles = BridgedProblem.Start(Children.Sound);
        using var singles = BridgedProblem.Start(Children.With("merge", "describe", "{\"precision\": \"float32\"}"));

        Assert.True(singles.IsSingle);
        Assert.True(singles.Rounding > 1e-8 && doubles.Rounding < 1e-15);
        Assert.True(CurvatureMeasurement.PrecisionOf(singles) > 1e6 * CurvatureMeasurement.PrecisionOf(doubles));
    }

    [Fact]
    public void VectorsOfAWrongLength_AreRefused()
    {
        using var problem = BridgedProblem.Start(Children.Sound);
        var all = SampleSet.All(Samples);

        Assert.Throws<ArgumentException>(() => problem.Initialize(0, new double[3]));
        Assert.Throws<ArgumentException>(() => problem.Evaluate(new double[5], all, default));
        Assert.Throws<ArgumentException>(() => problem.Evaluate(new double[4], all, new double[3]));
        Assert.Throws<ArgumentException>(() =>
            ((IExactCurvature)problem).HessianAt(new double[4], all).Multiply(new double[4], new double[8], 2));
        Assert.Throws<ArgumentException>(() => problem.Evaluate(new double[4], SampleSet.Of(new int[Samples + 1]), default));
    }

    [Fact]
    public void LeavingAProblem_EndsItsProcess()
    {
        var pid = "";
        var problem = BridgedProblem.Start(Children.With("none", "") with { Output = line => pid = line });
        problem.Dispose();

        Assert.StartsWith("pid ", pid);
        Assert.True(Children.IsGone(pid));
        Assert.Empty(Children.Leftovers());
        problem.Dispose();
        Assert.Throws<ObjectDisposedException>(() => problem.Evaluate(new double[4], SampleSet.All(Samples), default));
    }
}
