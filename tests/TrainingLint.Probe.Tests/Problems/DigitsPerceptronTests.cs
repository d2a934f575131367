using System;
using System.Linq;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Tests.Problems;

public class DigitsPerceptronTests
{
    public static TheoryData<Activation, PerceptronLoss> Kinds
    {
        get
        {
            var kinds = new TheoryData<Activation, PerceptronLoss>();
            foreach (var activation in Enum.GetValues<Activation>())
            {
                foreach (var loss in Enum.GetValues<PerceptronLoss>())
                {
                    kinds.Add(activation, loss);
                }
            }

            return kinds;
        }
    }

    [Fact]
    public void TheDigits_AreTheKnownOnes()
    {
        Assert.Equal(Digits.Count, Digits.Labels.Length);
        Assert.Equal([0, 1, 2, 3, 4], Digits.Labels.Span[..5].ToArray());
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180],
            Digits.Labels.ToArray().GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal(1, TensorPrimitives.Max(Digits.Pixels.Span));
        Assert.Equal(5 / 16.0, Digits.Pixels.Span[2]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheGradient_IsThatOfTheLoss(Activation activation, PerceptronLoss loss)
    {
        var (problem, point) = Network(activation, loss);
        var gradient = new double[point.Length];
        problem.Evaluate(point, SampleSet.All(problem.SampleCount), gradient);
        for (var i = 3; i < point.Length; i += 97)
        {
            const double H = 1e-5;
            var at = point[i];
            point[i] = at + H;
            var above = problem.Evaluate(point, SampleSet.All(problem.SampleCount), default);
            point[i] = at - H;
            var below = problem.Evaluate(point, SampleSet.All(problem.SampleCount), default);
            point[i] = at;
            Assert.Equal((above - below) / (2 * H), gradient[i], 1e-8);
        }
    }

    /// <summary>Central differences with h = 1e-4 along a random unit vector err by 5e-11 to 9e-11 relative (probe-science, table 1); ten times that is allowed.</summary>
    [Theory]
    [InlineData(Activation.Tanh, PerceptronLoss.CrossEntropy)]
    [InlineData(Activation.Tanh, PerceptronLoss.SquaredError)]
    [InlineData(Activation.Gelu, PerceptronLoss.CrossEntropy)]
    public void ExactProducts_EqualCentralDifferencesToTheirBound(Activation activation, PerceptronLoss loss)
    {
        var (problem, point) = Network(activation, loss);
        var n = point.Length;
        var all = SampleSet.All(problem.SampleCount);
        var (direction, product, ahead, behind) = (Unit(n, 1), new double[n], new double[n], new double[n]);
        problem.HessianAt(point, all).Multiply(direction, product);

        const double H = 1e-4;
        problem.Evaluate(point.Zip(direction, (x, d) => x + (H * d)).ToArray(), all, ahead);
        problem.Evaluate(point.Zip(direction, (x, d) => x - (H * d)).ToArray(), all, behind);

        var error = Norm([.. ahead.Zip(behind, (a, b) => (a - b) / (2 * H)).Zip(product, (quotient, exact) => quotient - exact)]);
        Assert.True(error <= 1e-9 * Norm(product), $"{error / Norm(product)}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ABlockOfProducts_EqualsSingleOnes(Activation activation, PerceptronLoss loss)
    {
        var (problem, point) = Network(activation, loss);
        var n = point.Length;
        var hessian = problem.HessianAt(point, SampleSet.All(problem.SampleCount));
        double[] directions = [.. Enumerable.Range(0, 6).SelectMany(seed => Unit(n, seed))];
        var (together, alone) = (new double[6 * n], new double[n]);
        hessian.Multiply(directions, together, 6);
        for (var j = 0; j < 6; j++)
        {
            hessian.Multiply(directions.AsSpan(j * n, n), alone);
            Assert.True(Norm([.. alone.Zip(together.Skip(j * n), (a, b) => a - b)]) <= 1e-14 * Norm(alone));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ProductsInFloat_HaveTheDocumentedAccuracy(Activation activation, PerceptronLoss loss)
    {
        var (problem, point) = Network(activation, loss);
        var all = SampleSet.All(problem.SampleCount);
        var (exact, fast, direction) = (new double[point.Length], new double[point.Length], Unit(point.Length, 4));
        problem.HessianAt(point, all).Multiply(direction, exact);
        problem.SingleHessianAt(point, all).Multiply(direction, fast);

        Assert.True(Norm([.. exact.Zip(fast, (a, b) => a - b)]) <= problem.FastPrecision * Norm(exact));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TheExactTrace_IsTheSumOfTheDiagonal(Activation activation, PerceptronLoss loss)
    {
        var (problem, point) = Network(activation, loss, samples: 60);
        var all = SampleSet.All(60);

        var trace = Matrices.Dense(problem.HessianAt(point, all)).Trace();

        Assert.Equal(trace, problem.TraceAt(point, all)!.Value, 1e-11 * Math.Abs(trace));
    }

    [Fact]
    public void ADeepCurvedNetwork_HasNoClosedTrace_ADeepReluNetworkHas()
    {
        Assert.Null(new DigitsPerceptron([64, 5, 5, 5, 10]) is var tanh ? tanh.TraceAt(Start(tanh), SampleSet.All(20)) : 0);
        var relu = new DigitsPerceptron([64, 5, 5, 5, 10], Activation.Relu);
        var point = Start(relu);
        Assert.Equal(Matrices.Dense(relu.HessianAt(point, SampleSet.All(20))).Trace(), relu.TraceAt(point, SampleSet.All(20))!.Value,
            1e-12);
    }

    [Fact]
    public void LargestAndSmallestEigenvalue_EqualTheDenseOnes()
    {
        var (problem, point) = Network(Activation.Tanh, PerceptronLoss.CrossEntropy, samples: 300);
        var hessian = problem.HessianAt(point, SampleSet.All(300));
        var values = Matrices.Dense(hessian).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderBy(value => value)
            .ToArray();

        var (largest, smallest) = Spectrum.Extremes(hessian, new SpectrumOptions { SmallestTolerance = 1e-8, MaxProducts = 150 });

        Assert.Equal(values[^1], largest.Value, 1e-8 * values[^1]);
        Assert.Equal(values[0], smallest.Value, 1e-6 * Math.Abs(values[0]));
    }

    [Fact]
    public void BlankPixelsAndTheSoftmaxShift_GiveZeroEigenvalues()
    {
        // Width h: 3 blank pixels times h, and h + 1 directions that shift all outputs alike.
        var problem = new DigitsPerceptron([64, 6, 6, 10]);
        var values = Matrices.Dense(problem.HessianAt(Start(problem), SampleSet.All(Digits.Count))).Evd(Symmetricity.Symmetric).EigenValues;

        Assert.Equal((4 * 6) + 1, values.Count(value => Math.Abs(value.Real) < 1e-12));
    }

    [Fact]
    public void ThreadsDoNotChangeAByte()
    {
        var (problem, point) = Network(Activation.Tanh, PerceptronLoss.CrossEntropy, samples: Digits.Count);
        var before = Workers.Count;
        try
        {
            Workers.Count = 1;
            var alone = Measure(problem, point);
            Workers.Count = 4;
            Assert.Equal(alone, Measure(problem, point));
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void MiniBatches_AverageToTheWhole()
    {
        var (problem, point) = Network(Activation.Tanh, PerceptronLoss.CrossEntropy, samples: 600);
        var (whole, part, sum) = (new double[point.Length], new double[point.Length], new double[point.Length]);
        var loss = problem.Evaluate(point, SampleSet.All(600), whole);
        var losses = 0.0;
        for (var i = 0; i < 6; i++)
        {
            losses += problem.Evaluate(point, SampleSet.Of([.. Enumerable.Range(i * 100, 100)]), part) / 6;
            TensorPrimitives.MultiplyAdd(part, 1.0 / 6, sum, sum);
        }

        Assert.Equal(loss, losses, 1e-12);
        Assert.True(Norm([.. whole.Zip(sum, (a, b) => a - b)]) < 1e-13);
    }

    [Fact]
    public void LayersThatDoNotFitTheDigits_AreRefused()
    {
        Assert.Contains("64-128-128-10", Assert.Throws<ArgumentException>(() => new DigitsPerceptron([32, 10])).Message);
        Assert.Contains("memory", Assert.Throws<ArgumentException>(() => new DigitsPerceptron([64, 60000, 60000, 10])).Message);
    }

    private static double[] Measure(DigitsPerceptron problem, double[] point)
    {
        var all = SampleSet.All(problem.SampleCount);
        var gradient = new double[point.Length];
        var loss = problem.Evaluate(point, all, gradient);
        var found = Spectrum.Largest(problem.HessianAt(point, all), new SpectrumOptions { MaxProducts = 6 });
        return [loss, .. gradient, found.Value, .. found.Vector.Span];
    }

    private static (DigitsPerceptron Problem, double[] Point) Network(Activation activation, PerceptronLoss loss, int samples = 700)
    {
        var problem = new DigitsPerceptron([64, 9, 7, 10], activation, loss, samples: samples);
        return (problem, Start(problem));
    }

    private static double[] Start(DigitsPerceptron problem)
    {
        var point = new double[problem.ParameterCount];
        problem.Initialize(1, point);
        return point;
    }

    private static double[] Unit(int size, int seed)
    {
        var unit = new double[size];
        new RandomNumbers(seed, RandomStream.Directions).FillNormal(unit);
        TensorPrimitives.Divide(unit, Norm(unit), unit);
        return unit;
    }

    private static double Norm(double[] vector) => TensorPrimitives.Norm<double>(vector);
}
