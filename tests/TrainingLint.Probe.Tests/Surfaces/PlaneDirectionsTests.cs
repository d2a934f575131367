using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Surfaces;

namespace TrainingLint.Probe.Tests.Surfaces;

public sealed class PlaneDirectionsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void RandomDirections_HaveTheNormOfEveryFilter_AndLeaveBiasesAlone(int seed)
    {
        var network = new DigitsPerceptron([64, 5, 10]);
        var point = new double[network.ParameterCount];
        network.Initialize(seed, point);

        var (first, second) = PlaneDirections.Random(network, point, 1, seed)!.Value;

        var inFilters = new bool[point.Length];
        foreach (var filter in network.Filters)
        {
            Assert.Equal(TensorPrimitives.Norm<double>(point.AsSpan(filter)), TensorPrimitives.Norm<double>(first.AsSpan(filter)), 12);
            Assert.Equal(TensorPrimitives.Norm<double>(point.AsSpan(filter)), TensorPrimitives.Norm<double>(second.AsSpan(filter)), 12);
            inFilters.AsSpan(filter).Fill(true);
        }

        for (var i = 0; i < point.Length; i++)
        {
            Assert.True(inFilters[i] || (first[i] == 0 && second[i] == 0));
        }
    }

    /// <summary>Section 13 of the probe's science: over random unit directions, d'Hd averages trace/n.</summary>
    [Fact]
    public void CurvatureAlongRandomDirections_AveragesTheMeanEigenvalue()
    {
        const int Draws = 2000;
        var spectrum = new double[] { 8, 4, 2, 1, 0.5, 0.25, -1, -3 };
        var problem = new Quadratic(spectrum);
        var hessian = problem.HessianAt(new double[spectrum.Length], TrainingLint.Probe.Problems.SampleSet.All(1));
        var (sum, squares, product) = (0.0, 0.0, new double[spectrum.Length]);
        for (var seed = 0; seed < Draws; seed++)
        {
            var (first, _) = PlaneDirections.Random(problem, new double[spectrum.Length], 1, seed)!.Value;
            Assert.Equal(1, TensorPrimitives.Norm<double>(first), 12);
            hessian.Multiply(first, product);
            var curvature = TensorPrimitives.Dot<double>(first, product);
            (sum, squares) = (sum + curvature, squares + (curvature * curvature));
        }

        var mean = sum / Draws;
        var error = Math.Sqrt(((squares / Draws) - (mean * mean)) / Draws);
        Assert.InRange(mean, (TensorPrimitives.Sum<double>(spectrum) / spectrum.Length) - (4 * error),
            (TensorPrimitives.Sum<double>(spectrum) / spectrum.Length) + (4 * error));
    }

    [Fact]
    public void ThroughThreePoints_IsOrthonormal_AndReachesThem()
    {
        double[] origin = [1, 0, 2, 0], right = [3, 1, 2, 0], other = [0, 5, 0, 1];

        var (first, second) = PlaneDirections.Through(origin, right, other)!.Value;

        Assert.Equal(1, TensorPrimitives.Norm<double>(first), 14);
        Assert.Equal(1, TensorPrimitives.Norm<double>(second), 14);
        Assert.Equal(0, TensorPrimitives.Dot<double>(first, second), 14);
        var displacement = new double[4];
        TensorPrimitives.Subtract(other, origin, displacement);
        var (x, y) = PlaneDirections.Nearest(displacement, first, second);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(displacement[i], (x * first[i]) + (y * second[i]), 12);
        }
    }

    [Fact]
    public void PointsOnALine_SpanNoPlane()
    {
        Assert.Null(PlaneDirections.Through([0, 0, 0], [1, 2, 3], [2, 4, 6]));
        Assert.Null(PlaneDirections.Through([0, 0, 0], [0, 0, 0], [2, 4, 6]));
        Assert.NotNull(PlaneDirections.Through([0, 0, 0], [1, 2, 3], [2, 4, 6.01]));
        Assert.Null(PlaneDirections.Of([1.0], [1.0]));
        Assert.Null(PlaneDirections.Of([1.0, 0], [0.0, 0]));
    }

    [Fact]
    public void TheNearestPoint_IsFoundOnSkewedAxes()
    {
        var (x, y) = PlaneDirections.Nearest([5, 3, 9], [1, 0, 0], [1, 1, 0]);

        Assert.Equal((2.0, 3.0), (x, y));
    }

    [Fact]
    public void ALevelCutByTheDeadline_LeavesTheOneBefore()
    {
        using var stop = new CancellationTokenSource();
        var grid = new LossGrid([0, 0], new PlaneAxis("x", [1.0, 0], 2, 0, 0), new PlaneAxis("y", [0.0, 1], 1, 0, 0));
        double Loss(ReadOnlySpan<double> point) => point[0] + (10 * point[1]);

        Assert.True(grid.Refine(Loss, stop.Token));
        Assert.Equal(9, grid.Size);
        var counted = 0;
        Assert.False(grid.Refine(
            point =>
            {
                if (++counted == 20)
                {
                    stop.Cancel();
                }

                return Loss(point);
            },
            stop.Token));

        Assert.Equal(9, grid.Size);
        Assert.Equal([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2], grid.Across);
        Assert.Equal(grid.Across[2] + (10 * grid.Up[5]), grid.Rows()[5][2], 12);
        Assert.True(grid.Refine(Loss, CancellationToken.None));
        Assert.Equal(17, grid.Size);
        Assert.Equal(grid.Across[3] + (10 * grid.Up[11]), grid.Rows()[11][3], 12);
    }
}
