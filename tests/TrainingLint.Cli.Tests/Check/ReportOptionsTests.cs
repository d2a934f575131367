namespace TrainingLint.Cli.Tests.Check;

public sealed class ReportOptionsTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("a.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void OutputFile_TakesTheReportAndLeavesTheExitCode()
    {
        var shown = _scratch.Run("check", "a.yaml", "--format", "json");
        var written = _scratch.Run("check", "a.yaml", "--format", "json", "--output-file", "found.txt");
        Assert.Equal((1, ""), (written.Exit, written.Output));
        Assert.Equal(shown.Output, _scratch.Read("found.txt"));
    }

    [Fact]
    public void OutputFile_TakesADiffAndNoColor()
    {
        using var colored = new Scratch { UseColor = true };
        colored.Write("a.yaml", Scratch.Risky).Run("check", "a.yaml", "-o", "found.txt");
        Assert.Contains("learning-rate-too-high", colored.Read("found.txt"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', colored.Read("found.txt"));
    }

    [Fact]
    public void OutputFileThatIsADirectory_IsRefusedBeforeTheWork()
    {
        Directory.CreateDirectory(_scratch.PathOf("out"));
        var outcome = _scratch.Run("check", "a.yaml", "-o", "out");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("--output-file wants a file, but 'out' is a directory.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_CountRulesTheMostFrequentFirst()
    {
        _scratch.Write("b.yaml", Scratch.Risky.Replace("WARMUP_ITERS: 1000", "WARMUP_ITERS: 100000", StringComparison.Ordinal));
        var outcome = _scratch.Run("check", ".", "--statistics");
        Assert.Equal(1, outcome.Exit);
        Assert.Equal(
            [
                "2  error    TL0102 learning-rate-too-high  (2 with a fix)",
                "1  warning  TL0105 warmup-too-long  (1 with a fix)",
                "2 files, 2 training configs: 2 errors, 1 warning.",
            ],
            outcome.Lines);
    }

    [Fact]
    public void Quiet_LeavesFindingsAndErrors()
    {
        var outcome = _scratch.Run("check", "a.yaml", "missing.yaml", "--quiet", "--format", "text");
        Assert.Contains("TL0102", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("1 file", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("missing.yaml:1: There is no such file", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("github")]
    [InlineData("azure")]
    public void Quiet_IsSilentWhereNothingIsFound(string format)
    {
        var outcome = _scratch.Write("a.yaml", Scratch.Sound).Run("check", "a.yaml", "-q", "--format", format);
        Assert.Equal(new Outcome(0, "", ""), outcome);
    }

    [Fact]
    public void QuietFix_SaysNothingOfWhatItDid()
    {
        const string Twice = Scratch.Sound + "SEED: 42\n";
        var quiet = _scratch.Write("a.yaml", Twice).Run("check", "a.yaml", "--fix", "--quiet");
        var told = _scratch.Write("a.yaml", Twice).Run("check", "a.yaml", "--fix");
        Assert.DoesNotContain("fixed", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("fixed", told.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dash_IsStandardInput()
    {
        var outcome = _scratch.RunWith(Scratch.Risky, "check", "-", "--stdin-filename", "c.yaml");
        Assert.Equal(1, outcome.Exit);
        Assert.Equal(outcome, _scratch.RunWith(Scratch.Risky, "check", "--stdin", "--stdin-filename", "c.yaml"));
        Assert.StartsWith("c.yaml:3:", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("learning rate", _scratch.RunWith(Scratch.Risky, "inspect", "-").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void HiddenNotes_AreCountedByRule()
    {
        _scratch.Write("a.yaml", Scratch.Sound.Replace("SEED: 42\n", "", StringComparison.Ordinal))
            .Write("b.yaml", Scratch.Sound.Replace("SEED: 42\n", "", StringComparison.Ordinal));
        var lines = _scratch.Run("check").Lines;
        Assert.Equal(["2 files, 2 training configs: nothing risky found.", "2 notes: TL0301; --severity info shows them."], lines);
        Assert.DoesNotContain("--severity info", _scratch.Run("check", "--severity", "info").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TL0102")]
    [InlineData("learning-rate-too-high")]
    public void Explain_ShowsARuleAndChecksNothing(string rule)
    {
        var outcome = _scratch.Run("check", "--explain", rule);
        Assert.Equal(_scratch.Run("rule", "TL0102"), outcome);
        Assert.Equal(0, outcome.Exit);
    }

    [Fact]
    public void ExplainedBeginningOfAnId_IsAllItsRules()
    {
        var output = _scratch.Run("check", "--explain", "TL03").Output;
        Assert.Contains("TL0301 missing-seed", output, StringComparison.Ordinal);
        Assert.Contains("TL0302 ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("TL0401", output.Split("\n\nhttps", StringSplitOptions.None)[0], StringComparison.Ordinal);
    }
}
