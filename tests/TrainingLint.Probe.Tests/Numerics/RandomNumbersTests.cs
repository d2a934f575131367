using System;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Numerics;

public class RandomNumbersTests
{
    [Fact]
    public void SeedAndStream_DecideEverything()
    {
        Assert.Equal(Draw(1, RandomStream.Batches), Draw(1, RandomStream.Batches));
        Assert.NotEqual(Draw(1, RandomStream.Batches), Draw(2, RandomStream.Batches));
        Assert.NotEqual(Draw(1, RandomStream.Batches), Draw(1, RandomStream.Directions));
    }

    [Fact]
    public void NormalNumbers_HaveTheirMoments()
    {
        var numbers = Draw(7, RandomStream.Construction, 200_000);

        Assert.Equal(0, numbers.Average(), 0.01);
        Assert.Equal(1, numbers.Average(x => x * x), 0.02);
        Assert.Equal(3, numbers.Average(x => x * x * x * x), 0.1);
    }

    [Fact]
    public void Shuffling_ReachesEveryOrderEqually()
    {
        var random = new RandomNumbers(3, RandomStream.Batches);
        var counts = Enumerable.Range(0, 6000).Select(_ =>
        {
            int[] items = [0, 1, 2];
            random.Shuffle(items);
            return string.Join(',', items);
        }).GroupBy(order => order).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    private static double[] Draw(int seed, RandomStream stream, int count = 5)
    {
        var numbers = new double[count];
        new RandomNumbers(seed, stream).FillNormal(numbers);
        return numbers;
    }
}
