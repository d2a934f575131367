using System.Collections.Generic;
using System.Text.RegularExpressions;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Reports;
using TrainingLint.Cli.Tests.Documents;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Tests.Reports;

/// <summary>
/// Every format against a file beside this one. The findings are made up, so that the rules can be sharpened without touching the formats.
/// With the environment variable UPDATE_GOLDEN set, the files are written instead.
/// </summary>
public sealed class GoldenReportTests : IDisposable
{
    private const string Text = "lr: 1e-4  # caf\u00e9\nseed: 1\nseed: 1\n";

    private readonly Scratch _scratch = new();

    public static TheoryData<string> Formats => [.. CheckReports.All.Keys];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Format_IsAsRecorded(string format)
    {
        var actual = Write(format, out var error);
        var golden = Path.Combine(RepositoryCommandLine.Root, "tests", "TrainingLint.Cli.Tests", "Reports", "Golden", format + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllText(golden, actual);
        }

        Assert.Equal(File.ReadAllText(golden), actual);

        // Only what people read tells of unreadable files on standard error; machines find them in the format itself, where it has a place for them.
        Assert.Equal(format is "text" or "concise" or "gitlab" or "rdjson" or "sarif", error.Length > 0);
    }

    [Fact]
    public void JobSummary_IsATableOfTheOpenFindings()
    {
        _scratch.Variables["GITHUB_STEP_SUMMARY"] = _scratch.PathOf("summary.md");
        Write("github", out _);
        var summary = _scratch.Read("summary.md");
        Assert.StartsWith("### TrainingLint\n\n2 files, 1 training config: 1 error, 2 warnings, 1 suppressed. Not judged: 1 file that is no training config; 1 input that could not be read.\n", summary, StringComparison.Ordinal);
        Assert.Contains("| warning | `configs/a b.yaml:1` | [TL9001](https://", summary, StringComparison.Ordinal);
        Assert.Contains("a pipe \\|, a percent 5%, a bracket ] and a \\`tick\\`", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void JobSummaryThatCannotBeWritten_IsNoFailure()
    {
        _scratch.Variables["GITHUB_STEP_SUMMARY"] = _scratch.PathOf("nowhere/summary.md");
        Write("github", out var error);
        Assert.Contains("job summary cannot be written", error, StringComparison.Ordinal);
    }

    [Fact]
    public void JUnit_StaysXml_WhateverAConfigHolds()
    {
        var outcome = _scratch.Write("a.yaml", Scratch.Sound.Replace("0.02", "\"\\u0001<&\"")).Run("check", ".", "--format", "junit");
        Assert.Equal("testsuites", System.Xml.Linq.XDocument.Parse(outcome.Output).Root!.Name.LocalName);
    }

    [Theory]
    [InlineData("warning", 0)]
    [InlineData("info", 1)]
    [InlineData("never", 0)]
    public void JUnit_FailsForWhatFailsTheRun(string failOn, int failures)
    {
        var outcome = _scratch.Write("a.yaml", Scratch.Sound.Replace("SEED: 42\n", "")).Run("check", ".", "--format", "junit", "--severity", "info", "--fail-on", failOn);
        Assert.Equal(failures == 0, outcome.Exit == 0);
        var suite = System.Xml.Linq.XDocument.Parse(outcome.Output).Root!.Element("testsuite")!;
        Assert.Equal(failures.ToString(System.Globalization.CultureInfo.InvariantCulture), suite.Attribute("failures")!.Value);
        Assert.Equal(failures, System.Linq.Enumerable.Count(suite.Descendants("failure")));
    }

    private string Write(string format, out string error)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var io = new TerminalIo(Stream.Null, output, errors, _scratch.Root, UseColor: false,
            Width: 120)
        { Variable = name => _scratch.Variables.GetValueOrDefault(name) };
        CheckReports.All[format].Write(new ShownFindings(Run(), Severity.Info), io);
        error = errors.ToString();
        var version = "\"" + Regex.Escape(JsonOutput.ToolVersion) + "\"";
        return Regex.Replace(output.ToString(), version, "\"VERSION\"");
    }

    private LintRun Run()
    {
        const string Path = "configs/a b.yaml";
        var (suspicious, broken) = (Rule("TL9001", "suspicious-value", Severity.Warning), Rule("TL9002", "broken-value", Severity.Error));
        Finding[] findings = [
            new()
            {
                Rule = suspicious,
                Severity = Severity.Warning,
                Message = "The rate has a pipe |, a percent 5%, a bracket ] and a `tick`; write another one.",
                Place = new Place(Path, 1, 5, 1, 9),
                Key = "lr",
                Recipe = "training",
                Fixes = [new Fix("Write 1.0e-4", FixSafety.Safe, [new ReplaceValue(new Place(Path, 1, 5, 1, 9), "1e-4", "1.0e-4")])],
            },
            new()
            {
                Rule = suspicious,
                Severity = Severity.Warning,
                Message = "The comment is suspicious.",
                Place = new Place(Path, 1, 13, 1, 17),
                Suppression = new Suppression(SuppressionKind.Comment, "found by a sweep"),
            },
            new()
            {
                Rule = suspicious,
                Severity = Severity.Warning,
                Message = "The whole recipe is suspicious.",
                Place = new Place(Path, 1, 1, 3, 8),
                Recipe = "training",
            },
            new()
            {
                Rule = broken,
                Severity = Severity.Error,
                Message = "The key 'seed' stands twice.",
                Place = new Place(Path, 3, 1, 3, 5),
                Key = "seed",
                Related = [new RelatedPlace(new Place(Path, 2, 1, 2, 5), "the first one")],
                Fixes = [new Fix("Delete the first one", FixSafety.Safe, [new RemoveEntry(new Place(Path, 2, 1, 2, 5)) { LeavesOther = true }])],
            },
        ];
        return new LintRun(
            [Linted(Path, Text, isTraining: true, findings), Linted("compose.yaml", "services: {}\n", isTraining: false, [])],
            [new InputError("weights.yaml", 1, "The file is no text.", IsInternal: false)],
            _scratch.Root);
    }

    private static LintedFile Linted(string path, string text, bool isTraining, IReadOnlyList<Finding> findings) => new(
        new TrainingFile { Path = path, IsTraining = isTraining },
        findings,
        new Dictionary<string, SourceFile> { [path] = new(path, text) },
        LintOptions.Default);

    private static RuleInfo Rule(string id, string name, Severity severity) => new()
    {
        Id = id,
        Name = name,
        Severity = severity,
        Title = "A " + name.Replace('-', ' '),
        Failure = Failure.Divergence,
        Why = "It matters.",
        Instead = "Write another one.",
        Suppress = "Never.",
        Sources = ["a paper"],
        Risky = "lr: 1e-4",
        Sound = "lr: 1.0e-4",
    };
}
