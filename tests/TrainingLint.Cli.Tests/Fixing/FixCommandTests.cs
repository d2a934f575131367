using System.Diagnostics;
using System.Linq;
using System.Text;

namespace TrainingLint.Cli.Tests.Fixing;

public sealed class FixCommandTests : IDisposable
{
    // A rate of the wrong type can be written right without asking; how long a warmup should be cannot.
    private static readonly string Mistaken = Scratch.Sound.Replace("0.02", "1   # peak").Replace("1000", "180000");

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Fix_AppliesWhatCannotChangeARun_AndReportsTheRest()
    {
        var outcome = _scratch.Write("a.yaml", Mistaken).Run("check", ".", "--fix", "--format", "concise");
        Assert.Equal(Mistaken.Replace("BASE_LR: 1 ", "BASE_LR: 1.0 "), _scratch.Read("a.yaml"));
        Assert.Contains("1 finding fixed in 1 file.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("--unsafe-fixes", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("TL0105", Assert.Single(outcome.Lines), StringComparison.Ordinal);
        Assert.Equal(1, outcome.Exit);
    }

    [Fact]
    public void UnsafeFixes_AreAppliedWhenAskedFor()
    {
        var outcome = _scratch.Write("a.yaml", Mistaken).Run("check", ".", "--fix", "--unsafe-fixes");
        Assert.Equal(Mistaken.Replace("BASE_LR: 1 ", "BASE_LR: 1.0 ").Replace("180000", "4500"), _scratch.Read("a.yaml"));
        Assert.Equal(0, outcome.Exit);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void OtherBytes_StayAsTheyAre(bool wide, bool mark)
    {
        var text = Mistaken.Replace("\n", "\r\n") + "# caf\u00e9 \ud83d\ude80 no last line break";
        Encoding encoding = wide ? new UnicodeEncoding(false, false) : new UTF8Encoding(false);
        byte[] Bytes(string content) => [.. mark ? Encoding.UTF8.GetPreamble() : [], .. encoding.GetBytes(content)];

        _scratch.Write("a.yaml", Bytes(text)).Run("check", ".", "--fix");
        Assert.Equal(Bytes(text.Replace("BASE_LR: 1 ", "BASE_LR: 1.0 ")), File.ReadAllBytes(_scratch.PathOf("a.yaml")));
    }

    [Fact]
    public void FixInABase_IsMadeOnce()
    {
        _scratch.Write("base.yaml", Scratch.Sound + "SEED: 42\n").Write("a.yaml", "_BASE_: base.yaml\nMODEL: {}\n").Write("b.yaml", "_BASE_: base.yaml\nMODEL: {}\n");
        _scratch.Run("check", ".", "--fix");
        Assert.Equal(Scratch.Sound.Replace("SEED: 42\n", "") + "SEED: 42\n", _scratch.Read("base.yaml"));
    }

    [Fact]
    public void Diff_ShowsTheChange_WhichPatchAccepts_AndWritesNothing()
    {
        _scratch.Write("configs/a.yaml", Mistaken).Write("b.yaml", Scratch.Sound.Replace("SEED: 42", "SEED: 42\nSEED: 42").TrimEnd());
        var outcome = _scratch.Run("check", ".", "--diff", "--unsafe-fixes");
        Assert.Equal(1, outcome.Exit);
        Assert.Equal(Mistaken, _scratch.Read("configs/a.yaml"));
        Assert.Contains("-  BASE_LR: 1   # peak\n+  BASE_LR: 1.0   # peak\n", outcome.Output, StringComparison.Ordinal);

        _scratch.Write("change.diff", outcome.Output);
        Assert.Equal("", Git("apply", "--verbose", "--unidiff-zero", "-p1", "change.diff").Replace("Checking patch b.yaml...\nChecking patch configs/a.yaml...\nApplied patch b.yaml cleanly.\nApplied patch configs/a.yaml cleanly.\n", ""));
        Assert.Equal(Mistaken.Replace("BASE_LR: 1 ", "BASE_LR: 1.0 ").Replace("180000", "4500"), _scratch.Read("configs/a.yaml"));
        Assert.Equal(Scratch.Sound.TrimEnd(), _scratch.Read("b.yaml"));
        File.Delete(_scratch.PathOf("change.diff"));
        Assert.Equal(("", 0), (_scratch.Run("check", ".", "--diff", "--unsafe-fixes").Output, _scratch.Run("check", ".", "--diff").Exit));
    }

    [Fact]
    public void Diff_OfStandardInput_IsShown() =>
        Assert.Contains("+  BASE_LR: 1.0   # peak", _scratch.RunWith(Mistaken, "check", "--stdin", "--diff").Output, StringComparison.Ordinal);

    [Fact]
    public void ReadOnlyFile_IsLeftAloneWithAMessage()
    {
        _scratch.Write("a.yaml", Mistaken);
        File.SetAttributes(_scratch.PathOf("a.yaml"), FileAttributes.ReadOnly);
        var outcome = _scratch.Run("check", ".", "--fix");
        Assert.NotEqual(0, outcome.Exit);
        Assert.Contains("a.yaml was left as it is: it is read-only", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(Mistaken, _scratch.Read("a.yaml"));
        Assert.Equal(["a.yaml"], Directory.EnumerateFiles(_scratch.Root, "a.yaml*").Select(Path.GetFileName));
    }

    [Fact]
    public void FileChangedOnDiskInTheMeantime_IsLeftAlone()
    {
        _scratch.Write("a.yaml", Mistaken);
        var source = Configs.Documents.SourceFile.Decode("a.yaml", File.ReadAllBytes(_scratch.PathOf("a.yaml")), _scratch.PathOf("a.yaml"))!;
        _scratch.Write("a.yaml", Mistaken + "# edited\n");
        Assert.Contains("changed on disk", Cli.Fixing.FileRewriter.Rewrite(source, "x: 1\n", _scratch.Root), StringComparison.Ordinal);
        Assert.Equal(Mistaken + "# edited\n", _scratch.Read("a.yaml"));
    }

    [Fact]
    public void LinkOutOfTheRepository_IsNotWrittenThrough()
    {
        using var elsewhere = new Scratch().Write("a.yaml", Mistaken);
        Directory.Delete(elsewhere.PathOf(".git"));
        File.CreateSymbolicLink(_scratch.PathOf("link.yaml"), elsewhere.PathOf("a.yaml"));
        Directory.CreateSymbolicLink(_scratch.PathOf("linked"), elsewhere.Root);
        foreach (var name in new[] { "link.yaml", "linked/a.yaml" })
        {
            Assert.Contains("a link that leads out of the repository", _scratch.Run("check", name, "--fix").Error, StringComparison.Ordinal);
        }

        Assert.Equal(Mistaken, elsewhere.Read("a.yaml"));
        Directory.Delete(_scratch.PathOf("linked"));
    }

    [Fact]
    public void LinkedFile_IsChangedBehindItsLink()
    {
        _scratch.Write("shared/a.yaml", Mistaken);
        File.CreateSymbolicLink(_scratch.PathOf("link.yaml"), _scratch.PathOf("shared/a.yaml"));
        _scratch.Run("check", "link.yaml", "--fix");
        Assert.NotNull(new FileInfo(_scratch.PathOf("link.yaml")).LinkTarget);
        Assert.Contains("BASE_LR: 1.0", _scratch.Read("shared/a.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void FixesOfTheSameText_AreMadeOneAfterTheOther()
    {
        // Deleting the comment and deleting its line touch the same text.
        _scratch.Write("a.yaml", "SEED: 42  # traininglint: disable=no-warmup old\n" + Scratch.Sound);
        Assert.Contains("run the command again", _scratch.Run("check", ".", "--fix").Error, StringComparison.Ordinal);
        _scratch.Run("check", ".", "--fix");
        Assert.Equal(Scratch.Sound, _scratch.Read("a.yaml"));
    }

    [Fact]
    public void FixAfterWhichTheFileWouldBeReadInAnotherWay_IsRefused()
    {
        // The key without effect is what marks the older of two layouts, in which the others are right.
        const string Text = "behaviors:\n  Ball:\n    trainer: ppo\n    batch_size: 64\n    beta: 0.001\n    buffer_size: 12800\n    epsilon: 0.2\n    hidden_units: 128\n    learning_rate: 3.0e-4\n    max_steps: 5.0e5\n    num_epoch: 3\n    time_horizon: 1000\n    reward_signals:\n      extrinsic:\n        gamma: 0.99\n";
        var outcome = _scratch.Write("ball.yaml", Text).Run("check", ".", "--fix", "--unsafe-fixes");
        Assert.Contains("ball.yaml: 1 finding left, because the framework would read the file in another way.", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(Text, _scratch.Read("ball.yaml"));
        Assert.Empty(_scratch.Run("check", ".", "--diff", "--unsafe-fixes").Output);

        // The other fixes of the file are made all the same.
        _scratch.Write("ball.yaml", Text.Replace("    num_epoch: 3\n", "    num_epoch: 3\n    num_epoch: 3\n")).Run("check", ".", "--fix", "--unsafe-fixes");
        Assert.Equal(Text, _scratch.Read("ball.yaml"));
    }

    [Fact]
    public void SuppressedFinding_IsNotFixed()
    {
        var text = Mistaken.Replace("# peak", "# traininglint: disable=wrong-type our loader converts it").Replace("180000", "1000");
        _scratch.Write("a.yaml", text).Run("check", ".", "--fix", "--unsafe-fixes");
        Assert.Equal(text, _scratch.Read("a.yaml"));
    }

    private string Git(params string[] arguments)
    {
        // The scratch directory is no repository, so git works as a plain patch program.
        Directory.Delete(_scratch.PathOf(".git"));
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _scratch.Root, RedirectStandardError = true };
        start.Environment["GIT_CEILING_DIRECTORIES"] = Path.GetTempPath();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Directory.CreateDirectory(_scratch.PathOf(".git"));
        return error;
    }
}
