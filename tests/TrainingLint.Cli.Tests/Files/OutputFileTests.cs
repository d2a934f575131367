using System.Diagnostics;

namespace TrainingLint.Cli.Tests.Files;

/// <summary>What is written never takes the place of a config, a device, a pipe or a link.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("a.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("--output-file", "check", "a.yaml")]
    [InlineData("--output-file", "check", ".")]
    [InlineData("--write-baseline", "check", "a.yaml")]
    public void Config_ThatIsChecked_IsNotOverwritten(string option, params string[] call)
    {
        var outcome = _scratch.Run([.. call, option, "a.yaml"]);

        Assert.Equal(2, outcome.Exit);
        Assert.Contains("'a.yaml' is one of the configs that are checked", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(Scratch.Risky, _scratch.Read("a.yaml"));
    }

    [Theory]
    [InlineData("--output-file")]
    [InlineData("--write-baseline")]
    public void Pipe_IsRefusedAndStays(string option)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var made = Process.Start("mkfifo", [_scratch.PathOf("pipe")]))
        {
            made.WaitForExit();
        }

        var outcome = _scratch.Run("check", "a.yaml", option, "pipe");
        Assert.Equal(2, outcome.Exit);
        Assert.Contains("'pipe' is a pipe; write to standard output", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--output-file", 1)]
    [InlineData("--write-baseline", 0)]
    public void Link_StaysALink_AndItsTargetIsWritten(string option, int exit)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _scratch.Write("target.txt", "old");
        File.CreateSymbolicLink(_scratch.PathOf("link.txt"), _scratch.PathOf("target.txt"));
        Assert.Equal(exit, _scratch.Run("check", "a.yaml", option, "link.txt").Exit);
        Assert.Contains("TL0102", _scratch.Read("target.txt"), StringComparison.Ordinal);
        Assert.NotNull(new FileInfo(_scratch.PathOf("link.txt")).LinkTarget);
    }
}
