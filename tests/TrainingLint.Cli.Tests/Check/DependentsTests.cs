namespace TrainingLint.Cli.Tests.Check;

/// <summary>A changed base file is judged with the files that draw on it.</summary>
public sealed class DependentsTests : IDisposable
{
    // Sound by itself; the small batch of an heir makes the rate too high.
    private static readonly string Base = Scratch.Sound.Replace("0.02", "3.0", StringComparison.Ordinal).Replace("PER_BATCH: 16", "PER_BATCH: 4096", StringComparison.Ordinal);

    private readonly Scratch _scratch = new Scratch().Write("base.yaml", Base).Write("heirs/child.yaml", "_BASE_: ../base.yaml\nSOLVER:\n  IMS_PER_BATCH: 16\n");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void NamedBase_IsJudgedWithItsHeirs()
    {
        var outcome = _scratch.Run("check", "base.yaml");
        Assert.Equal(1, outcome.Exit);
        Assert.Contains("TL0102", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("2 files (1 added, drawing on the others), 2 training configs", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("judged as well, because they draw on what was named: heirs/child.yaml; --no-dependents leaves them out.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_NamesWhatWasAdded()
    {
        var summary = _scratch.Run("check", "base.yaml", "--format", "json").Json.GetProperty("summary");
        Assert.Equal("heirs/child.yaml", Assert.Single(summary.GetProperty("added").EnumerateArray()).GetString());
        Assert.Empty(_scratch.Run("check", ".", "--format", "json").Json.GetProperty("summary").GetProperty("added").EnumerateArray());
    }

    [Fact]
    public void NoDependents_JudgesTheNamedFileOnly()
    {
        var outcome = _scratch.Run("check", "base.yaml", "--no-dependents");
        Assert.Equal(0, outcome.Exit);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public void HeirAtTheSecondRemove_IsFound()
    {
        _scratch.Write("heirs/child.yaml", "_BASE_: ../base.yaml\nMODEL: {}\n").Write("grandchild.yaml", "_BASE_: heirs/child.yaml\nSOLVER:\n  IMS_PER_BATCH: 16\n");
        var outcome = _scratch.Run("check", "base.yaml");
        Assert.Equal(1, outcome.Exit);
        Assert.Contains("grandchild.yaml, heirs/child.yaml", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatOnlyMentionsTheName_IsNotAdded()
    {
        _scratch.Write("heirs/child.yaml", "# like base.yaml\n" + Scratch.Risky);
        var outcome = _scratch.Run("check", "base.yaml");
        Assert.Equal(0, outcome.Exit);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public void ExcludedHeir_IsNotAdded() => Assert.Equal(0, _scratch.Run("check", "base.yaml", "--exclude", "heirs/**").Exit);

    [Fact]
    public void NamedDirectory_IsAllThatIsJudged()
    {
        _scratch.Write("bases/base.yaml", Base).Write("heirs/child.yaml", "_BASE_: ../bases/base.yaml\nSOLVER:\n  IMS_PER_BATCH: 16\n");
        Assert.Equal(0, _scratch.Run("check", "bases").Exit);
    }

    [Fact]
    public void WithoutARepository_NobodyLooksAround()
    {
        Directory.Delete(_scratch.PathOf(".git"));
        Assert.Equal(0, _scratch.Run("check", "base.yaml").Exit);
    }

    [Fact]
    public void Fixes_TouchNamedFilesOnly()
    {
        const string doubled = "_BASE_: ../base.yaml\nSOLVER:\n  IMS_PER_BATCH: 16\n  IMS_PER_BATCH: 16\n";
        _scratch.Write("heirs/child.yaml", doubled).Run("check", "base.yaml", "--fix", "--unsafe-fixes");
        Assert.Equal(doubled, _scratch.Read("heirs/child.yaml"));
    }
}
