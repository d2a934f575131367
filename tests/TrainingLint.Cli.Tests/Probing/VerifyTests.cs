using System.Linq;

namespace TrainingLint.Cli.Tests.Probing;

public sealed class VerifyTests : IDisposable
{
    private static readonly string[] Quick = ["--layers", "64-12-10", "--steps", "80", "--measure", "none", "--budget", "200"];

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void AFindingThatTheExperimentConfirms_CarriesItsEvidence()
    {
        _scratch.Write("train.yaml", Scratch.Risky);

        var outcome = _scratch.Run(["probe", "--config", "train.yaml", "--verify", "--format", "json", .. Quick]);

        Assert.Equal(ExitCode.Findings, outcome.Exit);
        var finding = Assert.Single(outcome.Json.GetProperty("verification").EnumerateArray());
        Assert.Equal("TL0102", finding.GetProperty("ruleId").GetString());
        Assert.Equal("learning-rate-too-high", finding.GetProperty("rule").GetString());
        Assert.Equal("confirmed", finding.GetProperty("verdict").GetString());
        Assert.Equal(3, finding.GetProperty("line").GetInt32());
        Assert.Equal(5, finding.GetProperty("seeds").GetInt32());
        Assert.Equal(5, finding.GetProperty("asWritten").GetArrayLength());
        var interval = finding.GetProperty("interval").EnumerateArray().Select(end => end.GetDouble()).ToArray();
        Assert.InRange(finding.GetProperty("effect").GetDouble(), interval[0], interval[1]);
    }

    [Fact]
    public void ARecipeThatCannotBeRunAsWritten_IsStillTried()
    {
        _scratch.Write("train.yaml", Scratch.Sound.Replace("0.02", "0.0", StringComparison.Ordinal));

        var outcome = _scratch.Run(["probe", "--config", "train.yaml", "--verify", .. Quick]);

        Assert.Equal(ExitCode.Findings, outcome.Exit);
        Assert.Contains("not run as it is written, because the learning rate is 0", outcome.Output);
        Assert.Contains("TL0101 learning-rate-invalid: confirmed", outcome.Output);
        Assert.Contains("a finding that is not reproduced here is not thereby wrong", outcome.Output);
    }

    [Fact]
    public void ASoundRecipe_HasNothingToProve()
    {
        _scratch.Write("train.yaml", Scratch.Sound);

        var outcome = _scratch.Run(["probe", "--config", "train.yaml", "--verify", .. Quick]);

        Assert.Equal(ExitCode.Clean, outcome.Exit);
        Assert.Contains("none on this recipe", outcome.Output);
    }

    [Fact]
    public void AFindingThatIsSuppressed_IsNotTried()
    {
        _scratch.Write("train.yaml", Scratch.Risky.Replace("20.0", "20.0 # traininglint: disable=learning-rate-too-high found by a sweep", StringComparison.Ordinal));

        Assert.DoesNotContain("TL0102", _scratch.Run(["probe", "--config", "train.yaml", "--verify", .. Quick]).Output);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("axolotl", 1)]
    [InlineData("detectron2", 4)]
    [InlineData("home-made", 2)]
    [InlineData("ml-agents", 1)]
    [InlineData("torchtune", 1)]
    [InlineData("ultralytics", 2)]
    public void RiskySamples_AreConfirmedOrHonestlyNotMeasurable_AndSoundOnesNotAccused(string framework, int fewestConfirmed)
    {
        var risky = Verdicts(framework, "risky.yaml");
        Assert.All(risky, verdict => Assert.Contains(verdict, new[] { "confirmed", "not-measurable" }));
        Assert.True(risky.Count(verdict => verdict == "confirmed") >= fewestConfirmed);
        Assert.Empty(Verdicts(framework, "good.yaml"));
    }

    private string[] Verdicts(string framework, string file)
    {
        _scratch.Write("train.yaml", File.ReadAllBytes(Path.Combine(Documents.RepositoryCommandLine.Root, "samples", "configs", framework, file)));
        var outcome = _scratch.Run("probe", "--config", "train.yaml", "--verify", "--measure", "none", "--budget", "600", "--format", "json");
        return [.. outcome.Json.GetProperty("verification").EnumerateArray().Select(finding => finding.GetProperty("verdict").GetString()!)];
    }

    [Theory]
    [InlineData("--steps", "0", "--verify trains")]
    [InlineData("--seeds", "0", "--seeds is 0")]
    [InlineData("--measure", "luck", "--measure knows no 'luck'")]
    [InlineData("--budget", "NaN", "--budget above 0")]
    public void WhatMakesNoSense_IsRefused(string option, string value, string message)
    {
        _scratch.Write("train.yaml", Scratch.Sound);

        var outcome = _scratch.Run("probe", "--config", "train.yaml", "--verify", option, value);

        Assert.Equal(ExitCode.Usage, outcome.Exit);
        Assert.Contains(message, outcome.Error);
    }
}
