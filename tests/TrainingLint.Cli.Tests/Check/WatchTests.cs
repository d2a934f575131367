using System.Threading;
using TrainingLint.Cli.Watching;

namespace TrainingLint.Cli.Tests.Check;

public sealed class WatchTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("a.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void EachChange_IsCheckedAndTheLastCheckGivesTheExitCode()
    {
        _scratch.WhileWaiting.Enqueue(() => _scratch.Write("a.yaml", Scratch.Sound));
        _scratch.WhileWaiting.Enqueue(() => _scratch.Write("b.yaml", Scratch.Sound));
        var outcome = _scratch.Run("check", "--watch", "--format", "text");
        Assert.Equal(0, outcome.Exit);
        Assert.Equal(
            ["1 file, 1 training config: 1 error.", "1 file, 1 training config: nothing risky found.", "2 files, 2 training configs: nothing risky found."],
            outcome.Lines[^3..]);
        Assert.Equal(3, outcome.Error.Split("waiting for changes").Length - 1);
    }

    [Fact]
    public void WithoutAChange_ThereIsOneCheck()
    {
        var outcome = _scratch.Run("check", "a.yaml", "-w");
        Assert.Equal(_scratch.Run("check", "a.yaml").Output, outcome.Output);
        Assert.Equal(1, outcome.Exit);
    }

    [Fact]
    public void SettingsThatAreBrokenForAWhile_DoNotEndIt()
    {
        _scratch.WhileWaiting.Enqueue(() => _scratch.Write("traininglint.yaml", "ignor: [TL0102]\n"));
        _scratch.WhileWaiting.Enqueue(() => _scratch.Write("traininglint.yaml", "ignore: [TL0102]\n"));
        var outcome = _scratch.Run("check", "a.yaml", "--watch");
        Assert.Equal(0, outcome.Exit);
        Assert.Contains("traininglint.yaml:1: ignor: there is no such key", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("1 file, 1 training config: nothing risky found.\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BadCall_EndsAtOnce() => Assert.Equal(2, _scratch.Run("check", "--watch", "--select", "no-such-rule").Exit);

    [Fact]
    public void WrittenConfig_IsToldByTheSystem()
    {
        using var changes = FileChanges.Below(_scratch.Root, CancellationToken.None);
        _scratch.Write("a.yaml", Scratch.Sound);
        Assert.True(changes.Wait());
    }

    [Fact]
    public void CancelledWaiting_Ends()
    {
        using var changes = FileChanges.Below(_scratch.Root, new CancellationToken(canceled: true));
        Assert.False(changes.Wait());
    }

    [Fact]
    public void DirectoryThatIsNotThere_IsRefused() =>
        Assert.Throws<UsageException>(() => FileChanges.Below(_scratch.PathOf("nowhere"), CancellationToken.None));

    [Theory]
    [InlineData("configs/train.yaml", true)]
    [InlineData("train.py", true)]
    [InlineData("traininglint.yaml", true)]
    [InlineData(".editorconfig", true)]
    [InlineData(".git/config.yaml", false)]
    [InlineData("node_modules/left-pad/package.json", false)]
    [InlineData("model.safetensors", false)]
    public void OnlyWhatACheckReads_Matters(string path, bool matters) => Assert.Equal(matters, FileChanges.Matters(path));
}
