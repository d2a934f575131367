using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Numerics;

public class AssignmentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(7)]
    public void TheAssignment_IsTheBestOfAllPermutations(int size)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var gains = new double[size * size];
            new RandomNumbers(seed, RandomStream.Directions).FillNormal(gains);

            var columns = Assignment.Largest(gains, size);

            Assert.Equal(Enumerable.Range(0, size), columns.Order());
            Assert.Equal(BestOfAll(gains, size, 0, 0), columns.Select((column, row) => gains[(row * size) + column]).Sum(), 12);
        }
    }

    [Fact]
    public void WhatIsNoNumber_CountsAsNoGain() =>
        Assert.Equal([1, 0], Assignment.Largest([double.NaN, 1, 1, double.NegativeInfinity], 2));

    private static double BestOfAll(double[] gains, int size, int row, int taken) => row == size
        ? 0
        : Enumerable.Range(0, size).Where(column => (taken & (1 << column)) == 0)
        .Max(column => gains[(row * size) + column] + BestOfAll(gains, size, row + 1, taken | (1 << column)));
}
