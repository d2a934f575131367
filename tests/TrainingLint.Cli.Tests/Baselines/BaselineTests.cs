using System.Linq;

namespace TrainingLint.Cli.Tests.Baselines;

public sealed class BaselineTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("configs/a.yaml", Scratch.Risky).Write("configs/b.yaml", Scratch.Risky.Replace("1000", "80000"));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void FindingsOfTheBaseline_AreAccepted()
    {
        Assert.Equal(0, _scratch.Run("check", ".", "--write-baseline", "baseline.json").Exit);
        var outcome = _scratch.Run("check", ".", "--baseline", "baseline.json");
        Assert.Equal(0, outcome.Exit);
        Assert.Contains("nothing risky found, 3 suppressed.\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void MovedLines_ChangeNothing()
    {
        _scratch.Run("check", ".", "--write-baseline", "baseline.json");
        _scratch.Write("configs/a.yaml", "# a comment\n\nOUTPUT_DIR: out\n" + Scratch.Risky);
        Assert.Equal(0, _scratch.Run("check", ".", "--baseline", "baseline.json").Exit);
        Assert.Equal(0, _scratch.RunIn("configs", "", "check", ".", "--baseline", "../baseline.json").Exit);
    }

    [Fact]
    public void OtherValue_IsANewFinding()
    {
        _scratch.Run("check", ".", "--write-baseline", "baseline.json");
        _scratch.Write("configs/a.yaml", Scratch.Risky.Replace("20.0", "30.0"));
        var outcome = _scratch.Run("check", ".", "--baseline", "baseline.json", "--format", "concise");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("configs/a.yaml:3:12: error TL0102", Assert.Single(outcome.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void VanishedFindings_AreReported_OnlyForFilesThatWereChecked()
    {
        _scratch.Run("check", ".", "--write-baseline", "baseline.json");
        _scratch.Write("configs/a.yaml", Scratch.Sound);
        Assert.Contains("gone from configs/a.yaml: TL0102 at SOLVER.BASE_LR.", _scratch.Run("check", ".", "--baseline", "baseline.json").Error, StringComparison.Ordinal);
        Assert.Empty(_scratch.Run("check", "configs/b.yaml", "--baseline", "baseline.json").Error);
        File.Delete(_scratch.PathOf("configs/b.yaml"));
        Assert.Contains("3 findings of the baseline gone", _scratch.Run("check", ".", "--baseline", "baseline.json").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void SecondEqualFinding_IsNotHiddenByTheFirst()
    {
        _scratch.Write("configs/a.yaml", Scratch.Risky + "---\n" + Scratch.Sound).Run("check", ".", "--write-baseline", "baseline.json");
        _scratch.Write("configs/a.yaml", Scratch.Risky + "---\n" + Scratch.Risky);
        Assert.Equal(1, _scratch.Run("check", ".", "--baseline", "baseline.json").Exit);
    }

    [Fact]
    public void Baseline_IsTheSameForEveryRun()
    {
        _scratch.Run("check", ".", "--write-baseline", "one.json");
        _scratch.Run("check", "configs", "--write-baseline", "two.json");
        Assert.Equal(_scratch.Read("one.json").Replace("one.json", ""), _scratch.Read("two.json").Replace("two.json", ""));
        Assert.EndsWith("}\n", _scratch.Read("one.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\": 2, \"findings\": []}", "is of version 2, and this tool reads version 1")]
    [InlineData("{\"version\": 1}", "is no baseline of this tool")]
    [InlineData("not json", "is no baseline of this tool")]
    [InlineData("[]", "is no baseline of this tool")]
    [InlineData(null, "cannot be read")]
    public void UnusableBaseline_IsTwoWithAMessage(string? text, string saying)
    {
        if (text is not null)
        {
            _scratch.Write("baseline.json", text);
        }

        var outcome = _scratch.Run("check", ".", "--baseline", "baseline.json");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains(saying, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--write-baseline", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BaselineThatCannotBeWritten_IsThreeAndLeavesNothingBehind()
    {
        var outcome = _scratch.Run("check", ".", "--write-baseline", "nowhere/baseline.json");
        Assert.Equal(3, outcome.Exit);
        Assert.Contains("cannot be written", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(_scratch.Root), path => Path.GetFileName(path).Contains("traininglint-", StringComparison.Ordinal));
    }

    [Fact]
    public void AcceptedFinding_SaysSo()
    {
        _scratch.Run("check", ".", "--write-baseline", "baseline.json");
        var findings = _scratch.Run("check", ".", "--baseline", "baseline.json", "--format", "json").Json.GetProperty("findings").EnumerateArray();
        Assert.All(findings, finding => Assert.Equal("baseline", finding.GetProperty("suppressedBy").GetString()));
        Assert.Equal(3, findings.Count());
    }

    [Fact]
    public void BaselineThatIsReadAndWritten_KeepsItsFindings()
    {
        _scratch.Run("check", ".", "--write-baseline", "baseline.json");
        var before = _scratch.Read("baseline.json");
        Assert.Equal(0, _scratch.Run("check", ".", "--baseline", "baseline.json", "--write-baseline", "baseline.json").Exit);
        Assert.Equal(before, _scratch.Read("baseline.json"));
    }

    [Fact]
    public void FirstBaseline_IsWrittenByACallThatReadsItToo()
    {
        Assert.Equal(0, _scratch.Run("check", ".", "--baseline", "baseline.json", "--write-baseline", "baseline.json").Exit);
        Assert.Equal(0, _scratch.Run("check", ".", "--baseline", "baseline.json").Exit);
    }

    [Fact]
    public void BaselineThatIsNotThere_IsTwo_WhereAnotherIsWritten() =>
        Assert.Equal(2, _scratch.Run("check", ".", "--baseline", "old.json", "--write-baseline", "new.json").Exit);

    [Fact]
    public void BaselineThatIsWrittenAnew_ForgetsWhatIsGone_AndKeepsWhatWasNotLookedAt()
    {
        _scratch.Run("check", ".", "--write-baseline", "baseline.json");
        _scratch.Write("configs/a.yaml", Scratch.Sound).Run("check", "configs/a.yaml", "--baseline", "baseline.json", "--write-baseline", "baseline.json");
        var text = _scratch.Read("baseline.json");
        Assert.DoesNotContain("configs/a.yaml", text, StringComparison.Ordinal);
        Assert.Contains("configs/b.yaml", text, StringComparison.Ordinal);
    }

    [Fact]
    public void BaselineThatIsWrittenWithSomeRules_KeepsTheFindingsOfTheOthers()
    {
        _scratch.Run("check", ".", "--write-baseline", "baseline.json");
        var before = _scratch.Read("baseline.json");
        _scratch.Run("check", ".", "--rules", "missing-seed", "--baseline", "baseline.json", "--write-baseline", "baseline.json");
        Assert.Equal(before, _scratch.Read("baseline.json"));
    }

    [Fact]
    public void WithoutARepository_FilesAreNamedFromTheBaseline_WhereverTheToolIsStarted()
    {
        Directory.Delete(_scratch.PathOf(".git"));
        _scratch.Run("check", ".", "--write-baseline", "one.json");
        _scratch.RunIn("configs", "", "check", ".", "--write-baseline", "../two.json");
        Assert.Equal(_scratch.Read("one.json"), _scratch.Read("two.json"));
        Assert.Equal(0, _scratch.RunIn("configs", "", "check", ".", "--baseline", "../one.json").Exit);
    }
}
