using System;
using System.Linq;
using TrainingLint.Probe.Verification;

namespace TrainingLint.Probe.Tests.Verification;

public class PairedEffectTests
{
    [Fact]
    public void AConstantRatio_HasAnIntervalOfNoWidth()
    {
        var effect = PairedEffect.Of([2, 4, 6], [1, 2, 3]);

        Assert.Equal(2, effect.Ratio, 12);
        Assert.Equal(2, effect.Lower, 12);
        Assert.Equal(2, effect.Upper, 12);
        Assert.Equal(FindingVerdict.Confirmed, PairedEffect.Judge(effect));
    }

    [Fact]
    public void TheInterval_IsStudentsOnTheLogarithms()
    {
        // Logarithms -1, 0, 1: mean 0, deviation 1, and t(0.975; 2) = 4.302653.
        var effect = PairedEffect.Of([Math.Exp(-1), 1, Math.E], [1, 1, 1]);

        Assert.Equal(1, effect.Ratio, 12);
        Assert.Equal(Math.Exp(4.302653 / Math.Sqrt(3)), effect.Upper, 4);
        Assert.Equal(1 / effect.Upper, effect.Lower, 12);
        Assert.Equal(FindingVerdict.Inconclusive, PairedEffect.Judge(effect));
    }

    [Theory]
    [InlineData(1.11, FindingVerdict.Confirmed)]
    [InlineData(1.09, FindingVerdict.NotReproduced)]
    [InlineData(0.92, FindingVerdict.NotReproduced)]
    [InlineData(0.90, FindingVerdict.Opposite)]
    public void OnlyDifferencesOfATenth_Matter(double ratio, FindingVerdict expected) =>
        Assert.Equal(expected, PairedEffect.Judge(new EffectSize(ratio, ratio, ratio, 5)));

    [Fact]
    public void OnePair_SaysNothing() => Assert.Equal(FindingVerdict.Inconclusive, PairedEffect.Judge(PairedEffect.Of([100], [1])));

    [Fact]
    public void TheIntervalOfASpread_IsThatOfChiSquare()
    {
        // Logarithms -1, 0, 1: deviation 1; chi-square with 2 degrees of freedom has the quantiles 0.050636 and 7.377759.
        var spread = PairedEffect.Spread([Math.Exp(-1), 1, Math.E]);

        Assert.Equal(Math.E, spread.Ratio, 10);
        Assert.Equal(Math.Exp(Math.Sqrt(2 / 7.377759)), spread.Lower, 5);
        Assert.Equal(Math.Exp(Math.Sqrt(2 / 0.050636)), spread.Upper, 0);
    }

    [Fact]
    public void AnIntervalOfRepeatedDraws_HoldsTheTruthAsOftenAsItSays()
    {
        var random = new Random(1);
        double Draw() => Math.Exp(0.3 * Enumerable.Range(0, 12).Sum(_ => random.NextDouble() - 0.5));
        var held = Enumerable.Range(0, 2000)
            .Count(_ => PairedEffect.Of([.. Enumerable.Range(0, 5).Select(_ => Draw())], [1, 1, 1, 1, 1]) is { Lower: <= 1, Upper: >= 1 });

        // 95 % of 2,000, give or take three standard errors of 0.5 %.
        Assert.InRange(held, 1870, 1930);
    }
}
