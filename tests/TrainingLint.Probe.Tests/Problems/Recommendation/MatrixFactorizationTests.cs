using System;
using System.Linq;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Recommendation;

namespace TrainingLint.Probe.Tests.Problems.Recommendation;

/// <summary>What is known of matrix factorization in closed form.</summary>
public class MatrixFactorizationTests
{
    private readonly MatrixFactorization _problem = new(rank: 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ProductsAreDifferencesOfSlopes(int seed)
    {
        var random = new RandomNumbers(seed, RandomStream.Directions);
        var (point, direction, product) = (new double[Size], new double[Size], new double[Size]);
        random.FillNormal(point, 0.3);
        random.FillNormal(direction);
        var all = SampleSet.All(_problem.SampleCount);
        _problem.HessianAt(point, all).Multiply(direction, product);

        // Slopes are cubic in the parameters: central differences err by the square of the step, 1e-8 here.
        const double Step = 1e-4;
        var (ahead, behind) = (Slopes(point, direction, Step), Slopes(point, direction, -Step));
        for (var i = 0; i < Size; i++)
        {
            Assert.Equal((ahead[i] - behind[i]) / (2 * Step), product[i], 1e-7);
        }
    }

    [Fact]
    public void WithoutAnyParameter_TheAnswerIsTheMean_AndCostsTheVariance()
    {
        var loss = _problem.Evaluate(new double[Size], SampleSet.All(_problem.SampleCount), default);

        // The mean is that of all ratings; that of the trained ones alone is a little off.
        Assert.Equal(_problem.ChanceLoss, loss, 0.01 * loss);
        Assert.True(loss >= _problem.ChanceLoss);
    }

    [Fact]
    public void WithoutFactors_TheyAreAtASaddle()
    {
        // Slopes of all factors are zero there, and a pair of a user and an item bends by the sign of what they are wrong about.
        var gradient = new double[Size];
        _problem.Evaluate(new double[Size], SampleSet.All(_problem.SampleCount), gradient);

        Assert.All(gradient[..((Ratings.Users + Ratings.Items) * 3)], slope => Assert.Equal(0, slope));
        Assert.Contains(gradient, slope => slope != 0);
    }

    [Fact]
    public void TurningUsersAndItemsAlike_ChangesNothing()
    {
        var (point, random) = (new double[Size], new RandomNumbers(4, RandomStream.Directions));
        random.FillNormal(point, 0.4);
        var turned = point.ToArray();
        var (cos, sin) = (Math.Cos(0.7), Math.Sin(0.7));
        for (var i = 0; i < (Ratings.Users + Ratings.Items) * 3; i += 3)
        {
            (turned[i], turned[i + 1]) = ((cos * point[i]) - (sin * point[i + 1]), (sin * point[i]) + (cos * point[i + 1]));
        }

        var all = SampleSet.All(_problem.SampleCount);
        Assert.Equal(_problem.Evaluate(point, all, default), _problem.Evaluate(turned, all, default), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1537)]
    public void RatingsThatThereAreNot_AreRefused(int samples) =>
        Assert.Contains("1 to 1536", Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixFactorization(samples)).Message);

    private int Size => _problem.ParameterCount;

    private double[] Slopes(double[] point, double[] direction, double by)
    {
        var gradient = new double[Size];
        double[] moved = [.. point.Zip(direction, (value, step) => value + (by * step))];
        _problem.Evaluate(moved, SampleSet.All(_problem.SampleCount), gradient);
        return gradient;
    }
}
