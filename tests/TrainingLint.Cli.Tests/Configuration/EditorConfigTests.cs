using System.Linq;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Tests.Configuration;

public sealed class EditorConfigTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("configs/a.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("*.yaml", "configs/a.yaml", true)]
    [InlineData("*.yaml", "a.yml", false)]
    [InlineData("*.{yaml,yml}", "x/a.yml", true)]
    [InlineData("configs/*.yaml", "configs/a.yaml", true)]
    [InlineData("configs/*.yaml", "configs/deep/a.yaml", false)]
    [InlineData("configs/**.yaml", "configs/deep/a.yaml", true)]
    [InlineData("configs/**/a.yaml", "configs/a.yaml", true)]
    [InlineData("/a.yaml", "a.yaml", true)]
    [InlineData("/a.yaml", "x/a.yaml", false)]
    [InlineData("run?.yaml", "run1.yaml", true)]
    [InlineData("run[12].yaml", "run2.yaml", true)]
    [InlineData("run[!12].yaml", "run2.yaml", false)]
    [InlineData("run[a-c].yaml", "runb.yaml", true)]
    [InlineData("run{1..20}.yaml", "run12.yaml", true)]
    [InlineData("run{1..20}.yaml", "run21.yaml", false)]
    [InlineData("a.b.yaml", "aXb.yaml", false)]
    [InlineData("{{a", "{{a", true)]
    [InlineData("[", "[", true)]
    [InlineData("{a{b}", "ab", false)]
    [InlineData("run{-3..3}.yaml", "run-2.yaml", true)]
    [InlineData("run{1..20}.yaml", "run07.yaml", false)]
    [InlineData("{a,b{c,d}}*.{yaml,json}", "bd1.json", true)]
    [InlineData("{a,b{c,d}}*.{yaml,json}", "b1.json", false)]
    [InlineData("a\\*.yaml", "a*.yaml", true)]
    [InlineData("a\\*.yaml", "ab.yaml", false)]
    [InlineData("**/x/**", "a/x/b/c.yaml", true)]
    [InlineData("*a*b*c", "xaxbxbxcxc", true)]
    [InlineData("*a*b*c", "xaxcxb", false)]
    public void Pattern_FitsAsTheStandardSays(string pattern, string path, bool fits) =>
        Assert.Equal(fits, new PathPattern(pattern).Fits(path));

    [Fact]
    public void PatternMadeToBranch_IsDecidedAllTheSame()
    {
        var stars = string.Concat(System.Linq.Enumerable.Repeat("*a", 40)) + "{b,c}";
        Assert.False(new PathPattern(stars).Fits(new string('a', 400) + "d"));
        Assert.True(new PathPattern(stars).Fits(new string('a', 400) + "c"));
        Assert.False(new PathPattern(new string('a', PathPattern.MostCharacters + 1)).Fits(new string('a',
            PathPattern.MostCharacters + 1)));
    }

    [Fact]
    public void SectionsWithoutEnd_AreReadOnceForAllFiles()
    {
        var sections = new System.Text.StringBuilder("root = true\n");
        for (var i = 0; i < 3_000; i++)
        {
            sections.Append(FormattableString.Invariant($"[*{i}{{.yaml,.yml}}]\ntraininglint.learning-rate-too-high.severity = none\n"));
        }

        _scratch.Write(".editorconfig", sections.ToString()).Write("configs/a2999.yaml", Scratch.Risky);
        Assert.Equal(["configs/a.yaml"], _scratch.Run("check", ".", "--format", "concise").Lines.Select(line => line.Split(':')[0]));
    }

    [Fact]
    public void Threshold_ReachesTheRule()
    {
        _scratch.Write("configs/a.yaml", Scratch.Sound).Write(".editorconfig", "root = true\n[*.yaml]\ntraininglint.learning-rate-too-high.sgd.max = 0.01\n");
        var outcome = _scratch.Run("check", ".");
        Assert.Equal(1, outcome.Exit);
        Assert.Contains("0.02 is above 0.01, the limit configured here", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Severity_ChangesTheFindingAndTheExitCode()
    {
        _scratch.Write(".editorconfig", "root = true\n[configs/*]\ntraininglint.learning-rate-too-high.severity = info\n");
        Assert.Equal(0, _scratch.Run("check", ".").Exit);
        Assert.Contains(": info TL0102", _scratch.Run("check", ".", "--severity", "info").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void NearerFile_GoesBeforeAFartherOne_AndLaterSectionsBeforeEarlierOnes()
    {
        _scratch.Write(".editorconfig", "root = true\n[*.yaml]\ntraininglint.learning-rate-too-high.severity = none\n")
            .Write("configs/.editorconfig", "[*]\ntraininglint.learning-rate-too-high.severity = error\n[a.yaml]\ntraininglint.learning-rate-too-high.severity = warning\n")
            .Write("other/b.yaml", Scratch.Risky);
        Assert.Equal(["configs/a.yaml:3:12: warning"], _scratch.Run("check", ".", "--format", "concise").Lines.Select(line => line.Split(" TL0102")[0]));
    }

    [Fact]
    public void Root_EndsTheSearch()
    {
        _scratch.Write(".editorconfig", "[*]\ntraininglint.learning-rate-too-high.severity = none\n").Write("configs/.editorconfig", "root = true\n");
        Assert.Equal(1, _scratch.Run("check", ".").Exit);
    }

    [Fact]
    public void ExcludedFiles_AreLeftAlone_EvenWhenNamed()
    {
        _scratch.Write(".editorconfig", "root = true\n[configs/**]\ntraininglint.exclude = true\n").Write("b.yaml", Scratch.Sound);
        Assert.Equal("1 file, 1 training config: nothing risky found.\nNot judged: 1 excluded file.\n", _scratch.Run("check", ".").Output);
        Assert.Equal(0, _scratch.Run("check", "configs/a.yaml").Exit);
    }

    [Theory]
    [InlineData("configs/**")]
    [InlineData("a.yaml")]
    public void ExcludeOption_LeavesFilesOut(string pattern) =>
        Assert.Equal(0, _scratch.Write("b.yaml", Scratch.Sound).Run("check", ".", "--exclude", pattern).Exit);

    [Theory]
    [InlineData("traininglint.missing-sed.severity = error", "there is no rule 'missing-sed'; did you mean 'missing-seed'?")]
    [InlineData("traininglint.missing-seed.severity = bogus", "'bogus' is no severity; write error, warning, info, none or default")]
    [InlineData("traininglint.learning-rate-too-high.adamw.max = abc", "'abc' is no number")]
    [InlineData("traininglint.exclude = yes", "'yes' is neither true nor false")]
    public void BrokenLine_StopsTheRunWithItsPlace(string line, string message)
    {
        _scratch.Write(".editorconfig", "root = true\n\n[*.yaml]\n" + line + "\n");
        foreach (var call in new[] { "check", "inspect" })
        {
            var outcome = _scratch.Run(call, ".");
            Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
            Assert.StartsWith("traininglint: .editorconfig:4: " + line.Split(' ')[0] + ": " + message, outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void BrokenLineForOtherFiles_StopsNothing() =>
        Assert.Equal(1, _scratch.Write(".editorconfig", "root = true\n[other/**]\ntraininglint.missing-seed.severity = bogus\n").Run("check", ".").Exit);

    [Fact]
    public void LinkedFile_IsNotRead()
    {
        _scratch.Write("elsewhere", "[*]\ntraininglint.learning-rate-too-high.severity = none\n");
        File.Delete(_scratch.PathOf(".editorconfig"));
        File.CreateSymbolicLink(_scratch.PathOf(".editorconfig"), _scratch.PathOf("elsewhere"));
        Assert.Equal(1, _scratch.Run("check", ".").Exit);
    }
}
