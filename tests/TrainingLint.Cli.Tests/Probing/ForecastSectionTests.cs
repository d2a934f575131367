using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Cli.Tests.Probing;

/// <summary>Forecasts in words: each a number, its interval, and what to do.</summary>
public sealed class ForecastSectionTests : IDisposable
{
    private static readonly ForecastReport Nothing = new() { CriticalRates = [], NoiseScales = [], BatchSize = 64 };

    private readonly Scratch _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData(0.3, 0.31, "critical rate 0.305 (0.3 to 0.31) at step 6, 3.05 times the rate there; no update that was tried raises the loss")]
    [InlineData(3, 3.05, "critical rate 3.02 (3 to 3.05) at step 6, 30.2 times the rate there; no update comes near to raising the loss")]
    [InlineData(0.05, 0.051, "critical rate 0.0505 (0.05 to 0.051) at step 6, 0.505 times the rate there; 1 of 2 updates raised the loss, as momentum and small batches do")]
    [InlineData(400, double.PositiveInfinity, "no critical rate up to 400, at any step that was tried; no update comes near to raising the loss")]
    public void OfManyCriticalRates_TheClosestIsTold(double low, double high, string text) =>
        Assert.Equal(["forecast " + text],
            Text(Nothing with { CriticalRates = [new(0, 0.1, 1000, double.PositiveInfinity), new(6, 0.1, low, high)] }));

    /// <summary>What to change is said in the first line, from the sweep; a second number would only compete with it.</summary>
    [Theory]
    [InlineData(true, "2 of 3 updates raised the loss, which fits what went wrong")]
    [InlineData(false, "2 of 3 updates raised the loss, and the run came through: it has no room for a higher rate")]
    public void RateAboveMostCriticalOnes_FitsTheRestOfTheReport(bool isRisky, string advice) => Assert.EndsWith(
        advice,
        Text(Nothing with
        {
            CriticalRates = [new(0, 0.1, 0.07, 0.071), new(6, 0.1, 0.05, 0.051), new(9, 0.1, 0.3, 0.31)],
            IsOfARiskyRun = isRisky,
        }).Single(),
        StringComparison.Ordinal);

    [Fact]
    public void NoiseOfARunThatWentWrong_IsNoGuide() => Assert.EndsWith(
        "measured on a run that went wrong, it is no guide to a batch",
        Text(Nothing with { NoiseScales = [new(9, 10, 8, 12)], IsOfARiskyRun = true }).Single(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.04, 0.03, 0.06, "fails with a probability of 4 % (3 % to 6 %)")]
    [InlineData(0.5, 0.4, 0.6, "fails with a probability of 50 % (40 % to 60 %): too even to tell")]
    [InlineData(0.999, 0.995, 1, "fails with a probability of more than 99 % (more than 99 % to more than 99 %)")]
    [InlineData(double.NaN, 0, 0, "cannot be told: the forecast knows fully connected networks only")]
    public void TheLargerRun_IsForecast(double probability, double low, double high, string text) =>
        Assert.EndsWith(text, Text(Nothing with { Failure = new(probability, low, high) }).Single(), StringComparison.Ordinal);

    [Fact]
    public void UpdatesThatLeadUphillAtAnyRate_AreCountedAndNothingElse()
    {
        var points = new CriticalRatePoint[] { new(0, 0.1, 0, 1e-4), new(6, 0.1, 0.3, 0.31), new(9, 0.1, 0, 1e-4) };

        Assert.EndsWith("no update that was tried raises the loss (2 of 3 lead uphill at any rate)", Text(Nothing with { CriticalRates = points }).Single(), StringComparison.Ordinal);
        Assert.Empty(Text(Nothing with { CriticalRates = [points[0]] }));
    }

    [Theory]
    [InlineData(8, 10, 12, "84 % of the samples of each batch buy nothing: a batch of about 12 needs fewer of them")]
    [InlineData(300, 400, 500, "batches of up to 300 would need fewer steps, nearly in proportion")]
    [InlineData(40, 60, 80, "the batch is about as large as is useful")]
    public void ABatchIsHeldAgainstTheNoiseScale(double low, double scale, double high, string advice) =>
        Assert.EndsWith("for a batch of 64; " + advice, Text(Nothing with { NoiseScales = [new(9, scale, low, high)] }).Single(), StringComparison.Ordinal);

    [Theory]
    [InlineData(5, 5, 0, "no warmup is needed for this peak here")]
    [InlineData(0, 5, 10, "its own 10 steps are enough")]
    [InlineData(0, 0, 10, "warm up over 30 steps instead of 10")]
    public void TheNeedOfWarmup_IsToldWithWhatWasTried(int without, int withTen, int own, string advice)
    {
        var need = new WarmupNeed
        {
            OwnSteps = own,
            RunSteps = 300,
            Trials = [new(0, new Proportion(without, 5)), new(10, new Proportion(withTen, 5)), new(30, new Proportion(5, 5))],
        };

        var text = Text(Nothing with { Warmup = need }).Single();

        Assert.StartsWith(FormattableString.Invariant($"forecast runs of 300 steps that learn, by steps of warmup: {without} of 5 with 0, {withTen} of 5 with 10, 5 of 5 with 30"), text, StringComparison.Ordinal);
        Assert.EndsWith("; " + advice, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.4, 0.3, 0.5, 0.2, 0.1, 0.3, "the run is too short: allow more steps")]
    [InlineData(0.4, 0.3, 0.5, 0.6, 0.5, 0.7, "the rate is too timid: raise it before the length")]
    [InlineData(0.01, 0, 0.02, 0.2, 0.1, 0.3, "the run is long enough")]
    [InlineData(0.1, -0.1, 0.3, 0.2, 0.1, 0.3, "the seeds leave open whether more steps pay")]
    public void TheLength_IsJudgedByItsInterval(double gain, double low, double high, double faster, double fasterLow, double fasterHigh,
        string advice)
    {
        var need = new LengthNeed
        {
            Doubled = new(gain, low, high),
            Tripled = new(faster, fasterLow, fasterHigh),
            RunSteps = 300,
            Seeds = 3
        };

        Assert.EndsWith("(3 seeds); " + advice, Text(Nothing with { Length = need }).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatHadNoTime_SaysWhatBudgetItTakes() =>
        Assert.Equal(["forecast whether the run is long enough would take a budget of about 42 s"], Text(Nothing with { NeededBudget = 41.3 }));

    [Fact]
    public void TheCommand_ForecastsInBothFormats()
    {
        _files.Write("train.yaml", "optimizer: SGD\nlr: 0.05\nmomentum: 0.5\nbatch_size: 8\nmax_steps: 200\n");
        string[] call = ["probe", "--config", "train.yaml", "--problem", "noisy-double-well", "--measure", "forecast", "--steps", "60", "--budget", "300"];

        var forecast = _files.Run([.. call, "--format", "json"]).Json.GetProperty("forecast");

        Assert.True(forecast.GetProperty("criticalRates").GetArrayLength() >= 5);
        Assert.Equal(3, forecast.GetProperty("noiseScales").GetArrayLength());
        Assert.Equal(60, forecast.GetProperty("warmup").GetProperty("runSteps").GetInt32());
        Assert.Equal(3, forecast.GetProperty("length").GetProperty("seeds").GetInt32());
        var text = _files.Run(call).Output;
        Assert.Contains("\nforecast   critical rate ", text, StringComparison.Ordinal);
        Assert.Contains("twice the steps add ", text, StringComparison.Ordinal);
    }

    private static List<string> Text(ForecastReport report)
    {
        var lines = new List<string>();
        new ForecastSection().WriteText(report, (label, text) => lines.Add((label + " " + FormattableString.Invariant(text)).Trim()));
        return lines;
    }
}
