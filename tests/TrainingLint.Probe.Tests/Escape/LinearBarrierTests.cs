using System;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;

namespace TrainingLint.Probe.Tests.Escape;

public class LinearBarrierTests
{
    [Theory]
    [InlineData(3.584428340, -1.848126527, 3, 2, 13.712239)]
    [InlineData(3, 2, -2.805118087, 3.131312518, 71.080460)]
    [InlineData(-2.805118087, 3.131312518, -3.779310253, -3.283185991, 105.867302)]
    public void BetweenMinimaOfHimmelblau_ItIsTheHighestLossOnTheLine(double x0, double y0, double x1, double y1, double height)
    {
        var barrier = Between(new Himmelblau(), [x0, y0], [x1, y1]);

        Assert.Equal(height, barrier.Height, 2e-3);
        Assert.Equal(height, barrier.Climb, 2e-3);
        Assert.True(barrier.HeightError >= 0);
    }

    [Fact]
    public void BetweenBothSignsOfATwoLayerChain_ItIsOneHalfInTheMiddle()
    {
        var barrier = Between(new DeepLinearNetwork([1, 1, 1], [1]), [1, 1], [-1, -1]);

        Assert.Equal(0.5, barrier.Height, 12);
        Assert.Equal(0.5, barrier.Position, 6);
    }

    [Fact]
    public void InABowl_ThereIsNone()
    {
        var barrier = Between(new Quadratic([1, 0.1]), [1, -2], [-3, 0.5]);

        Assert.Equal(0, barrier.Height);
        Assert.Equal(0, barrier.Climb);
    }

    [Fact]
    public void AStraightSlope_IsNoBarrier_ButAConcaveOneIsExcessWithoutClimb()
    {
        // The flank of the double well beside its top: the line only falls, yet it bulges above the straight connection.
        var barrier = Between(new DoubleWell(), [0, 0], [-0.5, 0]);

        Assert.True(barrier.Height > 0.01);
        Assert.Equal(0, barrier.Climb);
    }

    [Fact]
    public void BetweenAWellAndTheFlankBehindTheTop_TheClimbIsThatFromTheFlank()
    {
        var barrier = Between(new DoubleWell(), [-1, 0], [0.3, 0], points: 27);

        Assert.Equal((0.3 * 0.3 / 2) - (Math.Pow(0.3, 4) / 4), barrier.Climb, 6);
    }

    [Fact]
    public void WhereTheLossIsNoNumber_TheBarrierIsInfinite() =>
        Assert.Equal(double.PositiveInfinity, Between(new Gap(), [-1], [1]).Height);

    [Fact]
    public void TwoPoints_AreNoLine() => Assert.Throws<ArgumentOutOfRangeException>(() => Between(new Gap(), [-1], [1], points: 2));

    private static LinearBarrier Between(IProblem problem, double[] from, double[] to, int points = LinearBarrier.DefaultPoints) =>
        LinearBarrier.Between(problem, SampleSet.All(problem.SampleCount), from, to, points);

    private sealed class Gap : IProblem
    {
        public string Name => "gap";

        public int ParameterCount => 1;

        public int SampleCount => 1;

        public void Initialize(int seed, Span<double> parameters) => parameters.Clear();

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) =>
            Math.Abs(parameters[0]) < 0.1 ? double.NaN : 0;
    }
}
