using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TrainingLint.Cli.Tests.Configuration;

/// <summary>Dialects that a repository declares for itself.</summary>
public sealed class OwnDialectsTests : IDisposable
{
    private const string Flat = "exp_name: a\nbase_lr: 0.1\n";

    private static readonly string[] Documented =
    [
        .. Regex.Matches(File.ReadAllText(Path.Combine(Root(), "docs", "dialect-files.md")), "```yaml\n(dialect: .*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value),
    ];

    private readonly Scratch _scratch = new();

    private static string Root([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void DocumentedExamples_AreDialects()
    {
        Assert.Equal(3, Documented.Length);
        for (var i = 0; i < Documented.Length; i++)
        {
            _scratch.Write($".traininglint/dialects/{i}.yaml", Documented[i]);
        }

        var outcome = _scratch.Write("a.yaml", Flat).Run("inspect", "a.yaml", "--format", "json");
        Assert.Equal("", outcome.Error);
        Assert.Equal("our-trainer", outcome.Json.GetProperty("files")[0].GetProperty("dialect").GetString());
    }

    [Fact]
    public void Defaults_OfTheProgram_AreJudged()
    {
        _scratch.Write(".traininglint/dialects/ours.yaml", Documented[0].Replace("default: 0.9", "default: 0", StringComparison.Ordinal));
        Assert.Contains("TL0201", _scratch.Write("a.yaml", Flat).Run("check", "a.yaml").Output, StringComparison.Ordinal);
        _scratch.Write(".traininglint/dialects/ours.yaml", Documented[0]);
        Assert.DoesNotContain("TL0201", _scratch.Run("check", "a.yaml").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherFiles_AreLeftToOtherDialects()
    {
        var outcome = _scratch.Write(".traininglint/dialects/ours.yaml", Documented[0]).Write("b.yaml", Scratch.Sound).Run("inspect", "b.yaml", "--format", "json");
        Assert.Equal("detectron2", outcome.Json.GetProperty("files")[0].GetProperty("dialect").GetString());
    }

    [Fact]
    public void BrokenDialect_StopsWithItsPlace()
    {
        _scratch.Write(".traininglint/dialects/ours.yaml", "dialect: ours\nloader: pyaml\nrecognised-by:\n  - has: [exp_name]\n").Write("a.yaml", Flat);
        foreach (var call in new[] { "check", "inspect" })
        {
            var outcome = _scratch.Run(call, "a.yaml");
            Assert.Equal(2, outcome.Exit);
            Assert.Contains(".traininglint/dialects/ours.yaml:2: ", outcome.Error, StringComparison.Ordinal);
        }
    }
}
