using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Probing.Html;
using TrainingLint.Cli.Reports;
using TrainingLint.Cli.Tests.Reviewing;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Tests.Reports;

/// <summary>Whoever can change a config can put anything into values, keys, comments and names; none of it commands what shows it.</summary>
public sealed class HostileTextTests : IDisposable
{
    private static readonly string[] Parts = [
        "\u001b[2J\u001b]0;title\a", "\0", "\b\b\b", "\r\nclean", "\n::error::stolen", "::set-output name=a::b", "  ::warning::x", "##vso[task.complete result=Succeeded;]", "##[error]x",
        "\u202egnp.exe", "\u2066\u2069\u200b\ufeff", "\u2028\u2029\u0085", "@octocat", "![pixel](https://example.org/x.png)", "a|b", "`code`", "<script>alert(1)</script>", "<!--", "]]>", "\ud800", "\u009b31m",
    ];

    private static readonly string Hostile = string.Concat(Parts);

    private readonly Scratch _scratch = new();

    public static TheoryData<string> Formats => [.. CheckReports.All.Keys];

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Format_ShowsWithoutObeying(string format)
    {
        foreach (var part in Parts.Append(Hostile))
        {
            var (output, error) = Write(format, part);
            Holds(error);
            switch (format)
            {
                case "json" or "sarif" or "gitlab" or "rdjson":
                    using (JsonDocument.Parse(output))
                    {
                    }

                    Assert.DoesNotContain(output, letter => letter is < ' ' and not '\n');
                    break;
                case "junit":
                    Assert.Equal("testsuites", XDocument.Parse(output).Root!.Name.LocalName);
                    Holds(output);
                    break;
                case "github":
                    Assert.All(output.Split('\n').Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal)),
                        line => Assert.Matches("^::(error|warning|notice) file=", line));
                    Holds(Regex.Replace(output, "(?m)^::(error|warning|notice) file=", ""));
                    break;
                case "azure":
                    Holds(Regex.Replace(output, @"(?m)^##vso\[task\.logissue type=", ""));
                    break;
                default:
                    Holds(output);
                    break;
            }
        }
    }

    [Fact]
    public void JobSummary_CallsNobodyAndShowsNoPicture()
    {
        _scratch.Variables["GITHUB_STEP_SUMMARY"] = _scratch.PathOf("summary.md");
        Write("github", Hostile);
        HoldsMarkdown(_scratch.Read("summary.md"));
    }

    [Fact]
    public void Page_HoldsNoElementOfTheInput()
    {
        var text = HtmlText.Escape(Hostile);
        Holds(text);
        Assert.DoesNotContain('<', text);
    }

    [Theory]
    [InlineData("check", "--format", "text")]
    [InlineData("check", "--format", "concise")]
    [InlineData("inspect", "--format", "text")]
    public void RealConfig_IsShownWithoutBeingObeyed(params string[] call)
    {
        var name = OperatingSystem.IsWindows() ? "a.yaml" : "::error::\u001b[31m@octocat##vso[x]\n.yaml";
        _scratch.Write(name, "SOLVER:\n  BASE_LR: \"20\\e[31m\\0\\r\\n::error::x ##vso[task.complete]\" # \u202e ##[error]\n  IMS_PER_BATCH: 16\n  MAX_ITER: 90000\n  STEPS: (1,)\n");
        var outcome = _scratch.Run([.. call, "."]);
        Holds(outcome.Output);
        Holds(outcome.Error);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    public void Review_IsShownWithoutBeingObeyed(string format)
    {
        using var git = new GitScratch();
        git.Write("a.yaml", Scratch.Sound).Commit().Branch("change");
        git.Write("a.yaml", Scratch.Sound.Replace("0.02", "20.0").Replace("  IMS", "  OPTIMIZER: \"A\\e[31m@octocat ![p](http://x) <script> ##vso[x]\"\n  IMS"));
        git.Write(OperatingSystem.IsWindows() ? "b.yaml" : "@octocat <script> ![p](http:b.yaml", Scratch.Risky).Commit();
        var outcome = git.Review("--format", format);
        Assert.Contains("octocat", outcome.Output, StringComparison.Ordinal);
        Holds(outcome.Output);
        if (format == "markdown")
        {
            HoldsMarkdown(outcome.Output.Replace("<!-- traininglint-review -->", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void LongValueAndLongLine_AreCut()
    {
        _scratch.Write("a.json", "{\"learning_rate\": \"" + new string('x', 100_000) + "\", \"per_device_train_batch_size\": 8, \"num_train_epochs\": 3, \"warmup_ratio\": 7, \"x\": \"" + new string('y', 100_000) + "\"}");
        Assert.All(_scratch.Run("check", ".").Lines, line => Assert.InRange(line.Length, 0, 1000));
        Assert.All(_scratch.Run("inspect", ".").Lines, line => Assert.InRange(line.Length, 0, 1000));
    }

    private static void Holds(string shown)
    {
        Assert.DoesNotContain(shown,
            letter => letter is not ('\n' or '\t' or '\u200b')
                && char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
        Assert.DoesNotContain(shown, letter => letter != '\u200b' && char.GetUnicodeCategory(letter) == UnicodeCategory.Format);
        Assert.DoesNotContain("##vso[", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("##[", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s*::", shown);
    }

    // Code spans show what they hold as it is; only what stands outside of them could be markup.
    private static void HoldsMarkdown(string text)
    {
        Holds(text);
        var marked = Regex.Replace(text, "`[^`\n]*`", "");
        Assert.DoesNotContain("@octocat", marked, StringComparison.Ordinal);
        Assert.DoesNotContain("![p", marked, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", marked, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", marked, StringComparison.Ordinal);
    }

    private (string Output, string Error) Write(string format, string hostile)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var io = new TerminalIo(Stream.Null, output, errors, _scratch.Root, UseColor: false,
            Width: 120)
        { Variable = name => _scratch.Variables.GetValueOrDefault(name) };
        CheckReports.All[format].Write(new ShownFindings(Run(hostile), Severity.Info), io);
        return (output.ToString(), errors.ToString());
    }

    private LintRun Run(string hostile)
    {
        // A path of the system may hold everything but the slash and the zero.
        var path = hostile.Replace("\0", "", StringComparison.Ordinal).Replace('/', '_') + ".yaml";
        var text = "lr: 1 # " + hostile;
        var rule = RuleBook.Rules[0].Info;
        Finding[] findings = [
            new() { Rule = rule, Severity = Severity.Error, Message = hostile, Place = new Place(path, 1, 5, 1, 6), Key = hostile,
                Recipe = hostile, Related = [new RelatedPlace(new Place(path, 1, 1, 1, 3), hostile)] },
            new() { Rule = rule, Severity = Severity.Info, Message = "A value of " + hostile, Place = new Place(path, 1, 1, 1, 3) },
            new() { Rule = rule, Severity = Severity.Warning, Message = "x", Place = new Place(path, 1, 1, 1, 2),
                Suppression = new Suppression(SuppressionKind.Comment, hostile) },
        ];
        var linted = new LintedFile(new TrainingFile { Path = path, IsTraining = true }, findings,
            new Dictionary<string, SourceFile> { [path] = new(path, text) }, LintOptions.Default);
        return new LintRun([linted], [new InputError(path, 1, hostile, IsInternal: false)], _scratch.Root);
    }
}
