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
        Assert.Equal(3, outcome.Exit);
        Assert.Contains("nowhere.yaml:1: There is no such file or directory", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing risky", _scratch.Run("check", "nowhere.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BinaryFile_IsThreeAndNamed() =>
        Unreadable(_scratch.Write("weights.yaml", [0x80, 0x02, 0xFF, 0xFE, 0x00, 0x93]), "weights.yaml", "weights.yaml:1: The file is no text");

    [Fact]
    public void FileOfFiftyMegabytes_IsThreeWithItsSizeAndTheLimit()
    {
        var line = Encoding.UTF8.GetBytes("learning_rate: 0.1\n");
        _scratch.Write("huge.yaml", [.. Enumerable.Repeat(line, 50_000_000 / line.Length).SelectMany(bytes => bytes)]);
        Unreadable(_scratch, "huge.yaml", "huge.yaml:1: The file has", "the limit is 10485760");
    }

    [Fact]
    public void UnreadableFile_IsThreeAndNamed()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            // Nothing is unreadable to a privileged user; a dangling link stands in for it.
            File.CreateSymbolicLink(_scratch.PathOf("secret.yaml"), _scratch.PathOf("gone.yaml"));
            Assert.Contains("secret.yaml:1: The link leads out of the repository, or to no file", _scratch.Run("check", ".").Error, StringComparison.Ordinal);
            Assert.Equal(3, _scratch.Run("check", "secret.yaml").Exit);
            return;
        }
        else
        {
            _scratch.Write("secret.yaml", Scratch.Sound);
            File.SetUnixFileMode(_scratch.PathOf("secret.yaml"), UnixFileMode.None);
        }

        Unreadable(_scratch, "secret.yaml", "secret.yaml:1: The file cannot be read");
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

    [Theory]
    [InlineData("config.toml", "Files ending in .toml are not read")]
    [InlineData("train.cfg", "Files ending in .cfg are not read")]
    [InlineData("Makefile", "A file without an ending is not read")]
    [InlineData("Train.cs", "C# is judged with its project")]
    public void NamedFileOfAnotherFormat_IsThreeAndNeverANothingRisky(string name, string message)
    {
        if (TrainingLint.Configs.Formats.ConfigFormats.Find(name) is not null)
        {
            return;
        }

        var outcome = _scratch.Write(name, "lr = 99\n").Run("check", name);
        Assert.Equal(3, outcome.Exit);
        Assert.StartsWith(name + ":1: " + message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal("0 files, 0 training configs: nothing was judged.\nNot judged: 1 input that could not be read.\n", outcome.Output);
        Assert.Equal(name, _scratch.Run("check", name, "--format", "json").Json.GetProperty("errors")[0].GetProperty("file").GetString());
        Assert.Contains(message, _scratch.Run("check", name, "--format", "sarif").Output, StringComparison.Ordinal);
        Assert.Equal(3, _scratch.Run("inspect", name).Exit);
    }

    [Fact]
    public void NamedFileThatDoesNotParse_IsThreeWhateverItIsAbout() =>
        Assert.Equal(3, _scratch.Write("template.yaml", "a: {{ .Values.x }\n  b\n").Run("check", "template.yaml").Exit);

    [Fact]
    public void EmptyDirectoryBesideAFullOne_IsNamed()
    {
        Directory.CreateDirectory(_scratch.PathOf("empty"));
        var outcome = _scratch.Run("check", "empty", "good");
        Assert.Equal(1, outcome.Exit);
        Assert.StartsWith("empty:1: There is no config below this directory", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void LargeDataInJson_IsNotParsed_AndATrainingOfThatSizeIs()
    {
        var data = string.Concat(Enumerable.Range(0, 30_000).Select(i => "\"word" + i + "\": [" + i + "],"));
        _scratch.Write("vocabulary.json", "{" + data + "\"end\": 1}").Write("large.json", "{" + data + "\"learning_rate\": 99.0, \"per_device_train_batch_size\": 8, \"num_train_epochs\": 3, \"optim\": \"adamw_torch\"}");
        var outcome = _scratch.Run("check", ".", "--format", "json");
        Assert.Equal(3, outcome.Json.GetProperty("summary").GetProperty("files").GetInt32());
        Assert.Contains("large.json", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(1, outcome.Json.GetProperty("summary").GetProperty("notJudged").GetProperty("otherFiles").GetInt32());
    }

    [Fact]
    public void InfiniteNumber_IsTextInInspection()
    {
        _scratch.Write("inf.yaml", Scratch.Sound.Replace("(60000, 80000)", "[60000, .inf]"));
        var outcome = _scratch.Run("inspect", ".", "--format", "json");
        Assert.Equal(0, outcome.Exit);
        Assert.Contains("Infinity", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Json.GetProperty("files").GetArrayLength());
    }

    // Met on the way it is told; named, it fails the run; the others are judged either way.
    private static void Unreadable(Scratch scratch, string name, params string[] saying)
    {
        var walked = scratch.Run("check", ".");
        Assert.Equal(1, walked.Exit);
        var named = scratch.Run("check", name, "good");
        Assert.Equal(3, named.Exit);
        Assert.All(saying, part => Assert.Contains(part, walked.Error, StringComparison.Ordinal));
        Assert.All(saying, part => Assert.Contains(part, named.Error, StringComparison.Ordinal));
        Assert.All([walked, named], outcome => Assert.Contains("good/risky.yaml:3:12: error TL0102", outcome.Output, StringComparison.Ordinal));
    }
}
