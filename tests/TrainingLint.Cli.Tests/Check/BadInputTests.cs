using System.Linq;
using System.Text;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>Whatever is wrong with one file, the others are still checked.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("good/risky.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void MissingPath_IsThreeAndNamed()
    {
        var outcome = _scratch.Run("check", "nowhere.yaml", "good");
        Unreadable(outcome, "nowhere.yaml:1: There is no such file or directory");
    }

    [Fact]
    public void BinaryFile_IsThreeAndNamed() =>
        Unreadable(_scratch.Write("weights.yaml", [0x80, 0x02, 0xFF, 0xFE, 0x00, 0x93]).Run("check", "."), "weights.yaml:1: The file is no text");

    [Fact]
    public void FileOfFiftyMegabytes_IsThreeWithItsSizeAndTheLimit()
    {
        var line = Encoding.UTF8.GetBytes("learning_rate: 0.1\n");
        _scratch.Write("huge.yaml", [.. Enumerable.Repeat(line, 50_000_000 / line.Length).SelectMany(bytes => bytes)]);
        Unreadable(_scratch.Run("check", "."), "huge.yaml:1: The file has", "the limit is 10485760");
    }

    [Fact]
    public void UnreadableFile_IsThreeAndNamed()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            // Nothing is unreadable to a privileged user; a dangling link stands in for it.
            File.CreateSymbolicLink(_scratch.PathOf("secret.yaml"), _scratch.PathOf("gone.yaml"));
        }
        else
        {
            _scratch.Write("secret.yaml", Scratch.Sound);
            File.SetUnixFileMode(_scratch.PathOf("secret.yaml"), UnixFileMode.None);
        }

        Unreadable(_scratch.Run("check", "."), "secret.yaml:1: The file cannot be read");
    }

    [Fact]
    public void InvalidYaml_IsThreeWithItsLine()
    {
        var outcome = _scratch.Write("broken.yaml", "SOLVER:\n  BASE_LR: 0.02\n\tMAX_ITER: 90000\n").Run("check", ".", "--format", "json");
        Assert.Equal(3, outcome.Exit);
        var finding = outcome.Json.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("ruleId").GetString() == "TL0905");
        Assert.Equal("broken.yaml", finding.GetProperty("file").GetString());
        Assert.Equal(3, finding.GetProperty("line").GetInt32());
        Assert.Contains(outcome.Json.GetProperty("findings").EnumerateArray(), other => other.GetProperty("ruleId").GetString() == "TL0102");
    }

    [Fact]
    public void InvalidYamlThatNobodyTrainsWith_IsLeftAlone() =>
        Assert.Equal(1, _scratch.Write("template.yaml", "a: {{ .Values.x }\n  b\n").Run("check", ".").Exit);

    [Fact]
    public void BasesInACircle_AreANoteAtTheReference()
    {
        _scratch.Write("a.yaml", "_BASE_: b.yaml\n" + Scratch.Sound).Write("b.yaml", "_BASE_: a.yaml\n" + Scratch.Sound);
        var outcome = _scratch.Run("check", ".", "--severity", "info");
        Assert.Contains("circle", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Exit);
    }

    [Fact]
    public void BaseOutsideOfTheRepository_IsNeverOpened()
    {
        _scratch.Write("a.yaml", "_BASE_: ../../../../../../etc/hostname\n" + Scratch.Sound);
        var outcome = _scratch.Run("check", ".", "--severity", "info");
        Assert.Contains("outside of the repository", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("good/risky.yaml:3:12", outcome.Output, StringComparison.Ordinal);
    }

    private static void Unreadable(Outcome outcome, params string[] saying)
    {
        Assert.Equal(3, outcome.Exit);
        Assert.All(saying, part => Assert.Contains(part, outcome.Error, StringComparison.Ordinal));
        Assert.Contains("good/risky.yaml:3:12: error TL0102", outcome.Output, StringComparison.Ordinal);
    }
}
