using TrainingLint.Cli.Reports;

namespace TrainingLint.Cli.Tests.Calls;

/// <summary>What the tool does not know is refused with the nearest thing that it knows, and never taken for a file name.</summary>
public sealed class MistypedCallTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("a.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("there is no option '--no-fial'; did you mean '--no-fail'?", "check", "a.yaml", "--no-fial")]
    [InlineData("there is no option '--fromat'; did you mean '--format'?", "check", "--fromat=json", "a.yaml")]
    [InlineData("there is no option '--bas'; did you mean '--base'?", "review", "--bas", "main")]
    [InlineData("there is no option '-x'", "check", "-x", "a.yaml")]
    [InlineData("there is no option '--sweetened'; 'traininglint check --help' lists all.", "check", "a.yaml", "--sweetened")]
    [InlineData("there is no option '--format'; it belongs behind a command: 'traininglint check --format'.", "--format", "json")]
    [InlineData("the option before '--no-fail' wants a value.", "check", "a.yaml", "--exclude", "--no-fail")]
    [InlineData("there is no command 'chekc'; did you mean 'check'?", "chekc", "a.yaml")]
    [InlineData("there is no command 'a.yaml'; did you mean 'traininglint check a.yaml'?", "a.yaml")]
    [InlineData("--format does not take 'jsn'; did you mean 'json'? It takes azure,", "check", "a.yaml", "--format", "jsn")]
    [InlineData("--color does not take 'sometimes'. It takes auto, always, never.", "check", "a.yaml", "--color", "sometimes")]
    [InlineData("--severity does not take 'warn'; did you mean 'warning'?", "check", "a.yaml", "--severity", "warn")]
    [InlineData("there is no rule 'learning-rate-to-high'; did you mean 'learning-rate-too-high'?", "check", "a.yaml", "--rules", "learning-rate-to-high")]
    [InlineData("there is no rule 'missing-sed'; did you mean 'missing-seed'?", "rule", "missing-sed")]
    [InlineData("there is no rule 'TL0l02'; did you mean 'TL0102'?", "check", "a.yaml", "--ignore", "TL0l02")]
    [InlineData("there is no rule 'tlO102'; did you mean 'TL0102'?", "rule", "tlO102")]
    [InlineData("there is no rule 'TL0199'; 'traininglint rule' lists all.", "rule", "TL0199")]
    [InlineData("targets does not take 'gitlib'; did you mean 'gitlab'?", "init", "gitlib")]
    public void WhatIsUnknown_IsTwoWithTheNearest(string message, params string[] arguments)
    {
        var outcome = _scratch.Run(arguments);
        Assert.Equal(2, outcome.Exit);
        Assert.StartsWith("traininglint: " + message, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("@args.yaml")]
    [InlineData("--no-fail.yaml")]
    [InlineData("-h.yaml")]
    [InlineData("--write-baseline=b.yaml")]
    public void BehindTwoDashes_EverythingIsAFileName(string name)
    {
        _scratch.Write(name, Scratch.Risky);
        var outcome = _scratch.Run("check", "--", name);
        Assert.Equal(1, outcome.Exit);
        Assert.Contains(" error TL0102", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatBeginsWithAnAt_IsAConfigAndBringsNoOptions()
    {
        _scratch.Write("@x.yaml", "--no-fail\n--write-baseline\nstolen.json\n" + Scratch.Risky);
        Assert.NotEqual(0, _scratch.Run("check", "@x.yaml", "a.yaml").Exit);
        Assert.False(File.Exists(_scratch.PathOf("stolen.json")));
    }

    [Theory]
    [InlineData("--steps", "-1")]
    [InlineData("--budget", "-.5")]
    public void NegativeNumber_IsAValueAndNoOption(string option, string value) =>
        Assert.Contains("must be 0 or above", _scratch.Run("probe", option, value).Error, StringComparison.Ordinal);

    [Fact]
    public void BareCall_ShowsTheHelpAndIsTwo()
    {
        var outcome = _scratch.Run();
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("Usage:", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(outcome.Output, _scratch.Run("-h").Output);
        Assert.Equal(0, _scratch.Run("--help").Exit);
    }

    [Theory]
    [InlineData("-V")]
    [InlineData("--version")]
    public void Version_IsTheVersionAlone(string option)
    {
        var outcome = _scratch.Run(option);
        Assert.Equal((0, JsonOutput.ToolVersion + "\n"), (outcome.Exit, outcome.Output));
        Assert.DoesNotContain("+", JsonOutput.ToolVersion, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+(-[a-z0-9.]+)?$", JsonOutput.ToolVersion);
    }
}
