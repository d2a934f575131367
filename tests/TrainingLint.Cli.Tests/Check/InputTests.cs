using System.Linq;

namespace TrainingLint.Cli.Tests.Check;

public sealed class InputTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void StandardInput_IsReportedUnderItsName()
    {
        var outcome = _scratch.RunWith(Scratch.Risky, "check", "--stdin", "--stdin-filename", "configs/a.yaml");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("configs/a.yaml:3:12: error TL0102", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void StandardInput_FindsItsBaseBesideItsName()
    {
        _scratch.Write("configs/base.yaml", Scratch.Sound);
        var outcome = _scratch.RunWith("_BASE_: base.yaml\nSOLVER:\n  BASE_LR: 20.0\n", "check", "--stdin", "--stdin-filename", "configs/a.yaml");
        Assert.Contains("at a batch of 16", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void StandardInputThatIsNoText_IsThree() =>
        Assert.Equal(3, _scratch.RunWith("a\0b", "check", "--stdin").Exit);

    [Fact]
    public void GitIgnore_IsRespected_AndNamedFilesGoBeforeIt()
    {
        _scratch.Write(".gitignore", "outputs/\n*.local.yaml\n!keep.local.yaml\n")
            .Write("outputs/run1/config.yaml", Scratch.Risky)
            .Write("a.local.yaml", Scratch.Risky)
            .Write("keep.local.yaml", Scratch.Risky)
            .Write("sub/.gitignore", "deep.yaml\n")
            .Write("sub/deep.yaml", Scratch.Risky)
            .Write("sub/shallow.yaml", Scratch.Risky);
        Assert.Equal(["keep.local.yaml", "sub/shallow.yaml"], Files(_scratch.Run("check", ".", "--format", "json")));
        Assert.Equal(["outputs/run1/config.yaml"], Files(_scratch.Run("check", "outputs/run1/config.yaml", "--format", "json")));
    }

    [Fact]
    public void SameFileTwice_IsCheckedOnce() =>
        Assert.Equal(["a.yaml"], Files(_scratch.Write("a.yaml", Scratch.Risky).Run("check", ".", "a.yaml", "./a.yaml", "--format", "json")));

    [Fact]
    public void Paths_AreRelativeToTheCurrentDirectory()
    {
        _scratch.Write("x/configs/a.yaml", Scratch.Risky).Write("y/b.yaml", Scratch.Risky);
        Assert.Equal([_scratch.PathOf("y/b.yaml"), "configs/a.yaml"], Files(_scratch.RunIn("x", "", "check", "configs", "../y", "--format", "json")));
    }

    [Fact]
    public void Output_IsTheSameForAnyNumberOfThreads()
    {
        foreach (var i in Enumerable.Range(0, 60))
        {
            _scratch.Write($"configs/{i % 7}/run{i}.yaml", i % 3 == 0 ? Scratch.Sound : Scratch.Risky.Replace("20.0", $"{i}.5"));
        }

        var once = _scratch.Run("check", ".", "--format", "json", "--severity", "info").Output;
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(once, _scratch.Run("check", ".", "--format", "json", "--severity", "info").Output));

        // One file at a time, as a single thread would take them, in the order of the whole.
        var alone = Directory.EnumerateFiles(_scratch.PathOf("configs"), "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_scratch.Root, path)).Order(StringComparer.Ordinal)
            .SelectMany(path => _scratch.Run("check", path, "--format", "concise").Lines);
        Assert.Equal(alone, _scratch.Run("check", ".", "--format", "concise").Lines);
    }

    [Fact]
    public void LineOfABase_IsOneFindingThatNamesWhatItReaches()
    {
        _scratch.Write("base.yaml", Scratch.Risky)
            .Write("a.yaml", "_BASE_: base.yaml\nMODEL: {}\n")
            .Write("b.yaml", "_BASE_: base.yaml\nMODEL: {}\n");
        var finding = Assert.Single(_scratch.Run("check", ".", "--format", "json", "--rules", "TL0102").Json.GetProperty("findings").EnumerateArray());
        Assert.Equal("base.yaml", finding.GetProperty("file").GetString());
        Assert.Equal(["a.yaml", "b.yaml", "base.yaml"], finding.GetProperty("reach").EnumerateArray().Select(file => file.GetString()));
    }

    private static string[] Files(Outcome outcome) =>
        [.. outcome.Json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("file").GetString()!).Distinct()];
}
