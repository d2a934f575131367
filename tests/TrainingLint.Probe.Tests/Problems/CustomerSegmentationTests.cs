using System;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Clustering;

namespace TrainingLint.Probe.Tests.Problems;

public class CustomerSegmentationTests
{
    private static readonly SampleSet All = SampleSet.All(Customers.Count);

    [Fact]
    public void Features_HaveMeanZeroAndDeviationOne()
    {
        for (var feature = 0; feature < Customers.Features; feature++)
        {
            var values = Enumerable.Range(0, Customers.Count).Select(i => Customers.Scaled.Span[(i * Customers.Features) + feature])
                .ToArray();
            Assert.Equal(0, values.Average(), 12);
            Assert.Equal(1, values.Average(value => value * value), 12);
        }
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(4, 0.02)]
    [InlineData(5, 0.1)]
    public void GradientAndProducts_EqualCentralDifferences(int centres, double temperature)
    {
        var problem = new CustomerSegmentation(centres, temperature);
        var n = problem.ParameterCount;
        var (point, direction, product, gradient, ahead, behind) =
            (new double[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
        problem.Initialize(3, point);
        new RandomNumbers(1, RandomStream.Directions).FillNormal(direction);
        var loss = problem.Evaluate(point, All, gradient);
        problem.HessianAt(point, All).Multiply(direction, product);

        const double H = 1e-6;
        var above = problem.Evaluate(point.Zip(direction, (x, d) => x + (H * d)).ToArray(), All, ahead);
        var below = problem.Evaluate(point.Zip(direction, (x, d) => x - (H * d)).ToArray(), All, behind);

        // The third derivative is of the order of 1/temperature^2: h^2 times that is 2.5e-9 at most, relative.
        Assert.Equal((above - below) / (2 * H), TensorPrimitives.Dot<double>(gradient, direction), 1e-7);
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal((ahead[i] - behind[i]) / (2 * H), product[i], 1e-6));
        Assert.Equal(loss, problem.Evaluate(point, All, default));
    }

    /// <summary>A soft minimum lies below the true one by no more than t ln(centres).</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.02)]
    [InlineData(1e-6)]
    public void TheLoss_IsThatOfKMeansUpToItsSoftness(double temperature)
    {
        var problem = new CustomerSegmentation(4, temperature);
        var point = new double[problem.ParameterCount];
        problem.Initialize(0, point);
        var classes = new int[Customers.Count];
        problem.Predict(point, All, classes);
        var hard = Enumerable.Range(0, Customers.Count).Average(i => Enumerable.Range(0, 4).Min(centre => Half(point, centre, i)));

        Assert.InRange(hard - problem.Evaluate(point, All, default), -1e-12, temperature * Math.Log(4));
        Assert.All(Enumerable.Range(0, Customers.Count),
            i => Assert.Equal(Enumerable.Range(0, 4).Min(centre => Half(point, centre, i)), Half(point, classes[i], i)));
    }

    [Fact]
    public void SegmentsInAnotherOrder_AreMatchedExactly()
    {
        var problem = new CustomerSegmentation(5);
        var (point, matched) = (new double[problem.ParameterCount], new double[problem.ParameterCount]);
        problem.Initialize(2, point);
        double[] turned = [.. point[6..], .. point[..6]];

        problem.MatchUnits(point, turned, matched);

        Assert.Equal(point, matched);
    }

    [Fact]
    public void StartsAreDifferentCustomers()
    {
        var problem = new CustomerSegmentation(300);
        var point = new double[problem.ParameterCount];
        problem.Initialize(1, point);

        Assert.Equal(Customers.Scaled.ToArray().Order(), point.Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => new CustomerSegmentation(301));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CustomerSegmentation(temperature: 0));
    }

    private static double Half(double[] centres, int centre, int customer)
    {
        var distance = TensorPrimitives.Distance<double>(centres.AsSpan(centre * 3, 3), Customers.Scaled.Span.Slice(customer * 3, 3));
        return distance * distance / 2;
    }
}
