using System;
using System.Linq;
using TrainingLint.Probe.Curvature;

namespace TrainingLint.Probe.Tests.Curvature;

public class TraceEstimatorTests
{
    private static readonly double[] Spectrum = Matrices.OutliersOverBulk(150);

    /// <summary>With few probes, (estimate - truth)/SE follows Student's t, whose tails are wider than the normal's.</summary>
    private const double RateOfThreeErrors = 0.01;

    [Fact]
    public void OverAHundredSeeds_ErrorsFollowTheirErrorBars()
    {
        var matrix = Matrices.With(Spectrum);
        foreach (var estimate in new Func<int, TraceEstimate>[] { seed => TraceEstimator.Hutchinson(matrix, 30, seed),
            seed => TraceEstimator.HutchPlusPlus(matrix, 60, seed) })
        {
            var errors = Enumerable.Range(0, 100).Select(estimate).Select(found => (found.Value - Spectrum.Sum()) / found.StandardError)
                .ToArray();

            Assert.True(errors.Count(error => Math.Abs(error) > 3) <= 100 * (RateOfThreeErrors + 0.03));
            Assert.InRange(errors.Average(error => error * error), 0.6, 1.6);
            Assert.InRange(errors.Average(), -0.35, 0.35);
        }
    }

    [Fact]
    public void WhereFewValuesDominate_SketchingWins()
    {
        var matrix = Matrices.With(Spectrum);

        var plain = Enumerable.Range(0, 20).Average(seed => TraceEstimator.Hutchinson(matrix, 60, seed).StandardError);
        var sketched = Enumerable.Range(0, 20).Average(seed => TraceEstimator.HutchPlusPlus(matrix, 60, seed).StandardError);

        Assert.True(sketched < plain / 5);
    }

    [Fact]
    public void ASketchOfTheWholeSpace_IsExact()
    {
        var found = TraceEstimator.HutchPlusPlus(Matrices.With([3, 1, -2, 0.5]), 60);

        Assert.Equal(2.5, found.Value, 12);
        Assert.Equal(0, found.StandardError);
    }

    [Fact]
    public void TooFewProducts_AreRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TraceEstimator.Hutchinson(Matrices.With([1, 2]), 1));
}
