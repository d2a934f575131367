using System;
using System.Threading;
using TrainingLint.Probe.Convexity;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;

namespace TrainingLint.Probe.Tests.Global;

public class ConvexityTestTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AConvexLossThatDoesNotDeclareItself_IsNeverRefuted(int seed)
    {
        foreach (var problem in new IProblem[] { new Undeclared(new LogisticRegression()), new Undeclared(new Quadratic()),
            new Undeclared(new Quadratic([1, 1e-12, 0, 0])) })
        {
            var report = Test(problem, seed, pairs: 60);

            Assert.Equal(ConvexityVerdict.NoViolationFound, report.Verdict);
            Assert.Equal(60, report.Pairs);
            Assert.Equal(0.05, report.ViolationBound!.Value, 12);
        }
    }

    [Fact]
    public void ProvenConvexity_NeedsNoPairs()
    {
        Assert.Equal(new ConvexityReport(ConvexityVerdict.Convex, 0, null), Test(new Quadratic([1, 0])));
        Assert.True(ConvexityTest.IsProven(new GuardedProblem(new LogisticRegression())));
        Assert.True(ConvexityTest.IsProven(new NoisyFunction(new Quadratic([1, 0.5]), 1)));
    }

    [Fact]
    public void AnIndefiniteQuadratic_DeclaresNothingAndIsRefuted()
    {
        Assert.False(ConvexityTest.IsProven(new Quadratic([1, -1e-3])));
        Assert.Equal(ConvexityVerdict.NotConvex, Test(new Quadratic([1, -1e-3])).Verdict);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void NonConvexFunctions_AreRefutedWithAWitness(int seed)
    {
        foreach (var problem in new IProblem[] { new DoubleWell(), new Himmelblau(), new StyblinskiTang(3), new CosineWell(),
            new Rosenbrock(3), new DeepLinearNetwork([2, 2, 2]) })
        {
            var report = Test(problem, seed);

            Assert.Equal(ConvexityVerdict.NotConvex, report.Verdict);
            Assert.NotNull(report.Witness);
            Assert.Null(report.ViolationBound);
        }
    }

    [Fact]
    public void NegativeCurvatureAtTheEnd_IsAWitnessByItself()
    {
        var problem = new GuardedProblem(new DoubleWell());
        var hessian = problem.HessianAt([0, 0], SampleSet.All(1));
        var curvature = CurvatureMeasurement.Measure(problem.Inner, [0, 0], hessian, 20, 0, CancellationToken.None);

        var report = new ConvexityTest(problem, [0, 0], 1, 0).Run(curvature, 10, CancellationToken.None);

        Assert.Equal(0, report.Pairs);
        Assert.Contains("curvature -1", report.Witness, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTime_NothingIsClaimed()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.Equal(ConvexityVerdict.NotTested,
            new ConvexityTest(new GuardedProblem(new DoubleWell()), [1, 0], 1, 0).Run(null, 10, stopped.Token).Verdict);
    }

    private static ConvexityReport Test(IProblem problem, int seed = 0, int pairs = 300)
    {
        var end = new double[problem.ParameterCount];
        problem.Initialize(seed, end);
        return new ConvexityTest(new GuardedProblem(problem), end, 1, seed).Run(null, pairs, CancellationToken.None);
    }

    private sealed class Undeclared(IProblem inner) : IProblem
    {
        public string Name => inner.Name;

        public int ParameterCount => inner.ParameterCount;

        public int SampleCount => inner.SampleCount;

        public void Initialize(int seed, Span<double> parameters) => inner.Initialize(seed, parameters);

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) =>
            inner.Evaluate(parameters, samples, gradient);
    }
}
