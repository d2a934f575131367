using System.Diagnostics;
using TrainingLint.Cli.Files;

namespace TrainingLint.Cli.Tests.Files;

public sealed class SpecialFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Device_NamedThroughALink_IsThree()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.CreateSymbolicLink(_scratch.PathOf("zero.yaml"), "/dev/zero");
        Assert.Equal("a device", SpecialFile.KindOf(_scratch.PathOf("zero.yaml")));
        var outcome = _scratch.Run("check", "zero.yaml");
        Assert.Equal(3, outcome.Exit);
        Assert.Contains("zero.yaml:1: This is a device, no file", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pipe_IsThreeWhereNamed_AndToldWhereMet()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var made = Process.Start("mkfifo", [_scratch.PathOf("pipe.yaml")]))
        {
            made.WaitForExit();
        }

        _scratch.Write("sound.yaml", Scratch.Sound);
        var named = _scratch.Run("check", "pipe.yaml");
        Assert.Equal(3, named.Exit);
        Assert.Contains("pipe.yaml:1: This is a pipe, no file", named.Error, StringComparison.Ordinal);

        var met = _scratch.Run("check", ".");
        Assert.Equal(0, met.Exit);
        Assert.Contains("pipe.yaml", met.Output + met.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyFile_IsAFile()
    {
        _scratch.Write("empty.yaml", "");
        Assert.Null(SpecialFile.KindOf(_scratch.PathOf("empty.yaml")));
        Assert.Equal(0, _scratch.Run("check", "empty.yaml").Exit);
    }
}
