using System.Linq;

namespace TrainingLint.Cli.Tests.Configuration;

/// <summary>traininglint.yaml and [tool.traininglint] of pyproject.toml.</summary>
public sealed class ProjectSettingsTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("configs/a.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("traininglint.yaml", "ignore: [TL0102]\n")]
    [InlineData("traininglint.yaml", "ignore: learning-rate-too-high\n")]
    [InlineData("traininglint.yaml", "select: [TL03]\n")]
    [InlineData(".traininglint.yaml", "rules: {learning-rate-too-high: none}\n")]
    [InlineData("traininglint.yaml", "rules:\n  learning-rate-too-high:\n    sgd.max: 100\n")]
    [InlineData("traininglint.yaml", "rules:\n  learning-rate-too-high:\n    sgd:\n      max: 100\n")]
    [InlineData("traininglint.yaml", "exclude: ['configs/**']\n")]
    [InlineData("traininglint.yaml", "per-file:\n  'configs/*.yaml': {ignore: [TL01]}\n")]
    [InlineData("traininglint.yaml", "fail-on: never\nseverity: error\nignore: [TL0102]\n")]
    [InlineData("pyproject.toml", "[project]\nname = 'x'\n[tool.traininglint]\nignore = ['TL0102']\n")]
    [InlineData("pyproject.toml", "[tool.traininglint.rules]\nlearning-rate-too-high = 'none'\n")]
    public void Settings_QuietTheRule(string name, string text)
    {
        Assert.Contains("TL0102", _scratch.Run("check", "configs").Output, StringComparison.Ordinal);
        var outcome = _scratch.Write(name, text).Run("check", "configs");
        Assert.DoesNotContain("TL0102", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Error);
        Assert.NotEqual(2, outcome.Exit);
    }

    [Theory]
    [InlineData("traininglint.yaml")]
    [InlineData(".traininglint.yaml")]
    public void WhatIsNoFile_StopsTheTool(string name)
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Root, name));
        var outcome = _scratch.Run("check", "configs");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains(name + ":1: the file: it is a directory", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.yaml")]
    [InlineData("traininglint.yaml")]
    [InlineData("configs/a.yaml")]
    public void Link_StopsTheTool(string target)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(Path.Combine(_scratch.Root, "traininglint.yaml"), target);
        var outcome = _scratch.Run("check", "configs");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("traininglint.yaml:1: the file: it is a link to " + target, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DirectoryThatOtherToolsMayHave_IsNoneOfOurs()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Root, "pyproject.toml"));
        Assert.Contains("TL0102", _scratch.Run("check", "configs").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("traininglint.missing-seed.severity = none\n", 2)]
    [InlineData("dotnet_diagnostic.TL0102.severity = none\n", 2)]
    [InlineData("indent_size = 2\n", 1)]
    public void EditorConfigOfMoreThanAMebibyte_StopsTheToolWhereItSpeaksOfIt(string line, int exit)
    {
        var outcome = _scratch.Write(".editorconfig", "[*.yaml]\n" + string.Concat(Enumerable.Repeat("# " + new string('x', 97) + "\n",
            11_000)) + line)
            .Run("check", "configs");
        Assert.Equal(exit, outcome.Exit);
        Assert.Equal(exit == 2, outcome.Error.Contains(".editorconfig:1: the file: it has lines for this tool", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("per-file:\n  'other/**': {ignore: [TL0102]}\n")]
    [InlineData("select: [TL0102]\n")]
    [InlineData("ignore: [TL0102]\nrules: {TL0102: error}\n")]
    [InlineData("# nothing yet\n")]
    public void SettingsAboutOtherThings_LeaveTheRule(string text) =>
        Assert.Contains("TL0102", _scratch.Write("traininglint.yaml", text).Run("check", "configs").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("ignor: [TL0102]\n", "traininglint.yaml:1: ignor: there is no such key; did you mean 'ignore'?")]
    [InlineData("ignore: [TL9999]\n", "traininglint.yaml:1: traininglint.ignore: there is no rule 'TL9999'")]
    [InlineData("root: true\nfail-on: warn\n", "traininglint.yaml:2: fail-on: 'warn' is none of info, warning, error, never.")]
    [InlineData("severity: [info]\n", "traininglint.yaml:1: severity: write one of info, warning, error.")]
    [InlineData("rules:\n  learning-rate-too-high:\n    adamw.max: -1\n", "learning-rate-too-high.adamw.max: '-1' is below 0")]
    [InlineData("rules: none\n", "traininglint.yaml:1: rules: write names or IDs of rules")]
    [InlineData("rules: {missing-seed: loud}\n", "traininglint.yaml:1: traininglint.missing-seed.severity: 'loud' is no severity")]
    [InlineData("rules: {missing-seed: [error]}\n", "traininglint.yaml:1: missing-seed: write a severity")]
    [InlineData("dialect: detectron\n", "traininglint.yaml:1: traininglint.dialect: there is no dialect 'detectron'; did you mean")]
    [InlineData("dialect: [a]\n", "traininglint.yaml:1: dialect: write the name of a dialect.")]
    [InlineData("root: maybe\n", "traininglint.yaml:1: root: write true or false.")]
    [InlineData("select:\n  - {a: 1}\n", "traininglint.yaml:1: select: write a list of texts.")]
    [InlineData("- ignore\n", "traininglint.yaml:1: the file: write a mapping with root, select,")]
    [InlineData("ignore: [a\n", "traininglint.yaml:1: the file: Not valid YAML")]
    [InlineData("ignore: [TL01]\nignore: [TL02]\n", "traininglint.yaml:2: ignore: it stands twice.")]
    public void BrokenSettings_StopWithTheirPlace(string text, string message)
    {
        _scratch.Write("traininglint.yaml", text);
        foreach (var call in new string[][] { ["check", "configs"], ["config", "configs/a.yaml"], ["inspect", "configs/a.yaml"] })
        {
            var outcome = _scratch.Run(call);
            Assert.Equal(2, outcome.Exit);
            Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NearerSettings_GoFirst_AndTheToolsOwnFileBeforeTheSharedOne()
    {
        _scratch.Write("traininglint.yaml", "rules: {TL0102: none}\n").Write("configs/traininglint.yaml", "rules: {TL0102: error}\n");
        Assert.Contains("error", _scratch.Run("check", "configs").Output, StringComparison.Ordinal);

        _scratch.Write("configs/.editorconfig", "[*]\ntraininglint.TL0102.severity = none\n");
        Assert.Contains("TL0102", _scratch.Run("check", "configs").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".github/workflows/traininglint.yaml")]
    [InlineData(".azure-pipelines/traininglint.yaml")]
    [InlineData("traininglint.yml")]
    public void FilesOfOtherPrograms_AreNoSettings(string name)
    {
        var outcome = _scratch.Write(name, "on: push\njobs: {}\n").Run("check", ".");
        Assert.Equal("", outcome.Error);
        Assert.Equal(1, outcome.Exit);
    }

    [Fact]
    public void Root_EndsTheSearch()
    {
        _scratch.Write("traininglint.yaml", "ignore: [TL0102]\n").Write("configs/traininglint.yaml", "root: true\n");
        Assert.Contains("TL0102", _scratch.Run("check", "configs").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void LevelsOfARun_ComeFromTheSettings_UnlessTheCallSaysOtherwise()
    {
        _scratch.Write("traininglint.yaml", "fail-on: never\n");
        Assert.Equal(0, _scratch.Run("check", "configs").Exit);
        Assert.Equal(1, _scratch.Run("check", "configs", "--fail-on", "warning").Exit);
    }

    [Fact]
    public void Baseline_IsWrittenFirst_AndReadFromThenOn()
    {
        _scratch.Write("traininglint.yaml", "baseline: ci/accepted.json\n").Write("ci/keep", "");
        Assert.Equal(0, _scratch.Run("check", "configs", "--write-baseline", "ci/accepted.json").Exit);
        Assert.Equal(0, _scratch.Run("check", "configs").Exit);
        Assert.Equal(0, _scratch.RunIn("ci", "", "check", "../configs").Exit);
    }

    [Fact]
    public void Config_ShowsWhatHolds_WithItsPlace()
    {
        var outcome = _scratch.Write("traininglint.yaml", "ignore: [TL03]\nrules:\n  TL0102:\n    adamw.max: 0.0003\n").Run("config", "configs/a.yaml");
        Assert.Equal(
            [
                "traininglint.ignore = TL03              traininglint.yaml:1",
                "traininglint.tl0102.adamw.max = 0.0003  traininglint.yaml:4",
                "In effect:",
            ],
            outcome.Lines[..3]);
        Assert.StartsWith("  off: TL0301, TL0302, ", outcome.Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Pyproject_ThatSaysNothingOfTheTool_IsNoneOfItsBusiness()
    {
        var outcome = _scratch.Write("pyproject.toml", "[project\nname = 'traininglint-user'\n").Run("check", "configs");
        Assert.Equal(1, outcome.Exit);
        Assert.Contains("TL0102", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SettingsFile_IsNoTrainingConfig() =>
        Assert.DoesNotContain("traininglint.yaml", _scratch.Write("traininglint.yaml", "rules:\n  TL0102:\n    adamw.max: 0.0003\n").Run("check", ".", "--severity", "info").Output, StringComparison.Ordinal);

    [Fact]
    public void BeginningsOfIds_ChooseRulesForACall()
    {
        Assert.DoesNotContain("TL0102", _scratch.Run("check", "configs", "--ignore", "TL01").Output, StringComparison.Ordinal);
        Assert.Contains("TL0102", _scratch.Run("check", "configs", "--select", "TL01").Output, StringComparison.Ordinal);
        Assert.Equal(2, _scratch.Run("check", "configs", "--select", "XX").Exit);
    }
}
