using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;

namespace TrainingLint.Probe.Tests.Problems;

public class FunctionProblemTests
{
    public static TheoryData<IExactCurvature> All =>
    [
        new Quadratic([3, 1, -1, 0.1]), new DoubleWell(0.1), new Himmelblau(), new MonkeySaddle(), new Rosenbrock(2), new Rosenbrock(10),
        new StyblinskiTang(3),
        new DeepLinearNetwork([3, 4, 2], [1, 2, 3, 4, 5, 6]), new DeepLinearNetwork([2, 3, 3, 2]), new LogisticRegression(),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void GradientAndHessian_AreThoseOfTheValue(IExactCurvature problem)
    {
        var n = problem.ParameterCount;
        var samples = SampleSet.All(problem.SampleCount);
        var (x, gradient, ahead, behind) = (new double[n], new double[n], new double[n], new double[n]);
        problem.Initialize(3, x);
        x[0] += 0.3;
        problem.Evaluate(x, samples, gradient);
        var hessian = Matrices.Dense(problem.HessianAt(x, samples));
        var scale = 1 + hessian.L2Norm();
        for (var i = 0; i < n; i++)
        {
            const double H = 1e-5;
            var at = x[i];
            x[i] = at + H;
            var above = problem.Evaluate(x, samples, ahead);
            x[i] = at - H;
            var below = problem.Evaluate(x, samples, behind);
            x[i] = at;
            Assert.Equal((above - below) / (2 * H), gradient[i], 1e-6 * scale);
            for (var j = 0; j < n; j++)
            {
                Assert.Equal((ahead[j] - behind[j]) / (2 * H), hessian[j, i], 1e-6 * scale);
            }
        }

        Assert.True((hessian - hessian.Transpose()).L2Norm() <= 1e-13 * scale);
    }

    [Fact]
    public void Rosenbrock_HasItsKnownCurvatureAtOnes()
    {
        Check(new Rosenbrock(2), [1, 1], 0, 0.39936076749, 1001.6006392);
        Check(new Rosenbrock(10), [.. Enumerable.Repeat(1.0, 10)], 0, 0.498751749577, 1762.8408814946);
        Check(new Rosenbrock(4), [-0.7756592266, 0.6130933655, 0.3820628463, 0.1459720186], 3.7014286104);
    }

    [Fact]
    public void Himmelblau_HasItsKnownStationaryPoints()
    {
        var problem = new Himmelblau();

        Check(problem, [3, 2], 0, 25.7157287525, 82.2842712475);
        Check(problem, [-2.805118087, 3.131312518], 0, 64.8403727707, 80.5500717789);
        Check(problem, [-3.779310253, -3.283185991], 0, 70.7143547442, 133.7856152131);
        Check(problem, [3.584428340, -1.848126527], 0, 28.6906771568, 105.4189083363);
        Check(problem, [0.0866775046, 2.8842547012], lowest: -31.7066, highest: 75.5076, precision: 1e-3);
        Assert.Equal(181.6165215226, problem.Evaluate([-0.2708445907, -0.9230385565], default(Span<double>)), 8);
    }

    [Fact]
    public void StyblinskiTang_HasItsKnownStationaryPoints()
    {
        var problem = new StyblinskiTang(1);

        Check(problem, [-2.903534027771], -39.166165703771, 34.5830591026, 34.5830591026);
        Check(problem, [2.746802770991], -25.029446655284, 29.2695527763, 29.2695527763);
        Check(problem, [0.156731256780], lowest: -15.8526118789, highest: -15.8526118789);
    }

    [Theory]
    [InlineData(2, 3.0)]
    [InlineData(3, 2.0)]
    [InlineData(4, 0.5)]
    public void AChainOfScalars_HasOneSharpDirectionAtItsBalancedMinimum(int depth, double target)
    {
        var chain = new DeepLinearNetwork([.. Enumerable.Repeat(1, depth + 1)], [target]);
        double[] balanced = [.. Enumerable.Repeat(Math.Pow(target, 1.0 / depth), depth)];

        Check(chain, balanced, 0, 0, depth * Math.Pow(target, 2 - (2.0 / depth)));
    }

    [Fact]
    public void TwoLinearLayersAtZero_FormAStrictSaddle_ThreeHaveNoCurvature()
    {
        Check(new DeepLinearNetwork([1, 1, 1], [2]), [0, 0], lowest: -2, highest: 2);
        Check(new DeepLinearNetwork([1, 1, 1, 1], [2]), [0, 0, 0], lowest: 0, highest: 0);
    }

    [Fact]
    public void TwoLinearLayersAtAMinimum_HaveSumsOfSquaredSingularValues()
    {
        double[] first = [1, 0.5, -0.3, 2, 0.1, 0.7];
        double[] second = [0.4, -1, 2, 0.3];
        var (w1, w2) = (Matrix<double>.Build.DenseOfRowMajor(2, 3, first), Matrix<double>.Build.DenseOfRowMajor(2, 2, second));
        var network = new DeepLinearNetwork([3, 2, 2], [.. (w2 * w1).ToRowMajorArray()]);
        var expected = w1.Svd().S.Append(0).SelectMany(s => w2.Svd().S.Select(t => (s * s) + (t * t))).OrderBy(value => value).ToArray();

        var values = Eigenvalues(network, [.. first, .. second]).TakeLast(expected.Length).ToArray();

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], values[i], 1e-12);
        }
    }

    [Fact]
    public void LogisticRegression_IsConvexAndDegenerateWhereAPixelIsConstant()
    {
        var problem = new LogisticRegression();
        var x = new double[problem.ParameterCount];
        problem.Initialize(0, x);

        var values = Eigenvalues(problem, x);

        Assert.True(values[0] > -1e-15);

        // Pixels 0, 32 and 39 are blank in all images.
        Assert.Equal(3, values.Count(value => value < 1e-12));
    }

    private static void Check(IExactCurvature problem, double[] point, double? value = null, double? lowest = null, double? highest = null,
        double precision = 1e-6)
    {
        var gradient = new double[point.Length];
        var found = problem.Evaluate(point, SampleSet.All(1), gradient);
        Assert.All(gradient, slope => Assert.Equal(0, slope, 1e-5));
        var values = Eigenvalues(problem, point);
        Assert.Equal(value ?? found, found, precision);
        Assert.Equal(lowest ?? values[0], values[0], precision);
        Assert.Equal(highest ?? values[^1], values[^1], precision);
    }

    private static double[] Eigenvalues(IExactCurvature problem, IReadOnlyList<double> point) =>
        [.. Matrices.Dense(problem.HessianAt(point.ToArray(), SampleSet.All(problem.SampleCount)))
            .Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderBy(value => value)];
}
