using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;

namespace TrainingLint.Probe.Tests.Forecasts;

/// <summary>Adam on x squared over 2 (Bai et al. 2025): its divisor fades until the limit is passed, and the flat parabola throws it out.</summary>
public class MemoryLimitTests
{
    private const double Rate = 0.01;

    private static readonly DelegateOperator Parabola = new(1, (vector, product) => vector.CopyTo(product));

    [Theory]
    [InlineData(0.9, 0.99, 1579, 1664, 3.3e-3)]
    [InlineData(0.9, 0.95, 378, 390, 1.2e-3)]
    [InlineData(0.9, 0.999, 13255, 14084, 0.0108)]
    [InlineData(0, 0.99, 1007, 1371, 0.0523)]
    public void TheLimit_IsPassedLongBeforeTheJump(double beta1, double beta2, int crossing, int peakAt, double peak)
    {
        var (ratios, places) = Run(beta1, beta2, peakAt + 40);

        Assert.Equal(crossing, 1 + ratios.FindIndex(ratio => ratio > 1));
        var highest = Enumerable.Range(crossing, places.Count - crossing).MaxBy(step => Math.Abs(places[step]));
        Assert.Equal(peakAt, 1 + highest);
        Assert.Equal(peak, Math.Abs(places[highest]), 0.05 * peak);
    }

    [Fact]
    public void TheLimit_IsWhereTheDivisorIsRateOverWhatIsStable()
    {
        var (ratios, _, divisors) = Traced(0.9, 0.99, 1700);
        var crossing = ratios.FindIndex(ratio => ratio > 1);
        var limit = Rate * (1 - 0.9) / (2 * (1 + 0.9));
        Assert.True(divisors[crossing] <= limit);
        Assert.True(divisors[crossing - 1] > limit);
    }

    [Fact]
    public void WithoutAGradientOrAMemory_ThereIsNoRatio()
    {
        var optimizer = Optimizer.Create(OptimizerSettings.Of(OptimizerKind.Adam), 1);
        Assert.True(double.IsNaN(MemoryLimit.Ratio(Parabola, [1.0], optimizer, Rate)));
        optimizer.Step(new double[1], [1.0], 0);
        Assert.True(double.IsNaN(MemoryLimit.Ratio(Parabola, [0.0], optimizer, Rate)));
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(90, 1)]
    [InlineData(91, 0)]
    [InlineData(151, 0)]
    public void AJump_IsForeseenWithinTheLead(int jump, int foreseen)
    {
        var report = new MemoryLimitReport([new(10, 0.5), new(30, 1.1), new(150, 0.9)], [jump], Lead: 60);
        Assert.Equal(foreseen, report.Foreseen);
        Assert.Equal(1, report.Beyond);
        Assert.Equal(30, report.Highest.Step);
    }

    [Fact]
    public void Lead_IsAdamsFirstMemoryAndFiftyUpdates() =>
        Assert.Equal(60, MemoryLimit.LeadOf(OptimizerSettings.Of(OptimizerKind.Adam)));

    private static (List<double> Ratios, List<double> Places) Run(double beta1, double beta2, int steps)
    {
        var (ratios, places, _) = Traced(beta1, beta2, steps);
        return (ratios, places);
    }

    private static (List<double> Ratios, List<double> Places, List<double> Divisors) Traced(double beta1, double beta2, int steps)
    {
        var optimizer = Optimizer.Create(OptimizerSettings.Of(OptimizerKind.Adam) with { Beta1 = beta1, Beta2 = beta2 }, 1);
        var (ratios, places, divisors) = (new List<double>(), new List<double>(), new List<double>());
        var (place, divisor) = (new double[] { 1 }, new double[1]);
        for (var step = 0; step < steps; step++)
        {
            places.Add(place[0]);
            optimizer.Step(place, [place[0]], Rate);
            ratios.Add(MemoryLimit.Ratio(Parabola, [place[0]], optimizer, Rate));
            optimizer.TryGetPreconditioner(divisor);
            divisors.Add(divisor[0]);
        }

        return (ratios, places, divisors);
    }
}
