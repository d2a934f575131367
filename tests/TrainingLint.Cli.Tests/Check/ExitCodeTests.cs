namespace TrainingLint.Cli.Tests.Check;

public sealed class ExitCodeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void SoundConfig_IsClean()
    {
        var outcome = _scratch.Write("a.yaml", Scratch.Sound).Run("check", ".");
        Assert.Equal(0, outcome.Exit);
        Assert.Equal("1 file, 1 training config: nothing risky found.\n", outcome.Output);
        Assert.Empty(outcome.Error);
    }

    [Theory]
    [InlineData("warning", 1)]
    [InlineData("error", 1)]
    [InlineData("never", 0)]
    public void ErrorFinding_FailsUnlessNothingShallFail(string failOn, int exit) =>
        Assert.Equal(exit, _scratch.Write("a.yaml", Scratch.Risky).Run("check", ".", "--fail-on", failOn).Exit);

    [Fact]
    public void NoFail_IsTheSameAsNever() =>
        Assert.Equal(0, _scratch.Write("a.yaml", Scratch.Risky).Run("check", ".", "--no-fail").Exit);

    [Fact]
    public void Note_FailsOnlyWhenAskedFor()
    {
        _scratch.Write("a.yaml", Scratch.Sound.Replace("SEED: 42\n", ""));
        Assert.Equal(0, _scratch.Run("check", ".").Exit);
        Assert.Equal(1, _scratch.Run("check", ".", "--fail-on", "info").Exit);
    }

    [Fact]
    public void FindingBelowTheShownSeverity_StillFails() =>
        Assert.Equal(1, _scratch.Write("a.yaml", Scratch.Sound.Replace("1000", "80000")).Run("check", ".", "--severity", "error").Exit);

    [Theory]
    [InlineData("inspect")]
    [InlineData("check", "a.yaml", "--stdin")]
    [InlineData("check", "a.yaml", "-")]
    [InlineData("check", "--stdin-filename", "b.yaml")]
    [InlineData("check", "a.yaml", "--statistics", "--format", "json")]
    [InlineData("check", "-", "--watch")]
    [InlineData("check", "a.yaml", "--watch", "--diff")]
    [InlineData("check", "a.yaml", "--watch", "--output-file", "b.json")]
    [InlineData("check", "--explain", "no-such-rule")]
    [InlineData("check", "a.yaml", "--format", "xml")]
    [InlineData("check", "a.yaml", "--rules", "learning-rate-to-high")]
    [InlineData("check", "a.yaml", "--severity", "fatal")]
    [InlineData("chekc", "a.yaml")]
    [InlineData("check", "--stdin", "--fix")]
    public void BadUsage_IsTwoWithOneMessageAndNoOutput(params string[] arguments)
    {
        var outcome = _scratch.Write("a.yaml", Scratch.Sound).Run(arguments);
        Assert.Equal(2, outcome.Exit);
        Assert.StartsWith("traininglint: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("check", "a.yaml", "--output-file", "nowhere/b.txt")]
    [InlineData("check", "a.yaml", "--write-baseline", "nowhere/b.json")]
    public void FileThatCannotBeWritten_IsThreeWithOneMessageAndNoOutput(params string[] arguments)
    {
        var outcome = _scratch.Write("a.yaml", Scratch.Sound).Run(arguments);
        Assert.Equal(3, outcome.Exit);
        Assert.StartsWith("traininglint: ", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void DirectoryWithoutConfigs_IsTwo()
    {
        var outcome = _scratch.Write("README.md", "nothing here").Run("check", ".");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("There is no config below this directory", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MarkdownThatIsNamed_IsReadForItsCommands()
    {
        const string Text = "# how to\n```bash\npython train.py --learning_rate 5 --num_train_epochs 3 --per_device_train_batch_size 4 --model_name_or_path m --output_dir o\n```\n";
        _scratch.Write("README.md", Text);

        Assert.Equal(1, _scratch.Run("check", "README.md").Exit);
        Assert.Equal(1, _scratch.RunWith(Text, "check", "-", "--stdin-filename", "README.md").Exit);
    }

    [Fact]
    public void NoPath_IsTheCurrentDirectory()
    {
        _scratch.Write("deep/a.yaml", Scratch.Risky);
        Assert.Equal(_scratch.Run("check", "."), _scratch.Run("check"));
        Assert.Equal(1, _scratch.Run("check").Exit);
    }

    [Fact]
    public void EverythingExcluded_IsCleanAndSaysThatNothingWasJudged()
    {
        var outcome = _scratch.Write("a.yaml", Scratch.Risky).Run("check", "a.yaml", "--exclude", "*.yaml");
        Assert.Equal(0, outcome.Exit);
        Assert.Equal("0 files, 0 training configs: nothing was judged.\nNot judged: 1 excluded file.\n", outcome.Output);
    }

    [Fact]
    public void BrokenTrainingConfig_IsThreeAndAFinding()
    {
        var outcome = _scratch.Write("a.yaml", Scratch.Sound + "STEPS: (1\n  - : [\n").Run("check", ".", "--format", "concise");
        Assert.Equal(3, outcome.Exit);
        Assert.Contains("error TL09", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyOtherFiles_AreCleanAndSilent()
    {
        var outcome = _scratch.Write("compose.yaml", "services:\n  db:\n    image: postgres\n").Run("check", ".", "--severity", "info");
        Assert.Equal(0, outcome.Exit);
        Assert.Equal("1 file, 0 training configs: nothing was judged.\nNot judged: 1 file that is no training config.\n", outcome.Output);
    }

    [Theory]
    [InlineData("--rules", "missing-seed", 0)]
    [InlineData("--rules", "TL0102", 1)]
    [InlineData("--rules", "missing-seed,TL0102", 1)]
    [InlineData("--exclude-rules", "learning-rate-too-high", 0)]
    [InlineData("--exclude-rules", "tl0102", 0)]
    public void ChosenRules_Decide(string option, string rules, int exit) =>
        Assert.Equal(exit, _scratch.Write("a.yaml", Scratch.Risky).Run("check", ".", option, rules).Exit);
}
