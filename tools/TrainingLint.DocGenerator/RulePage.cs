using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.DocGenerator;

/// <summary>The page of one rule.</summary>
public static class RulePage
{
    private const string MeasuredInCode =
        "| In C# | `traininglint probe --config Program.cs --verify` tries it on the optimizer that a program creates, "
        + "and [`TorchProbe.Run`](../probe-torchsharp.md) measures your own model |\n";

    /// <summary>The page as Markdown.</summary>
    public static string Render(Rule rule)
    {
        var info = rule.Info;
        var isCode = info.ExampleLanguage == ExampleLanguage.CSharp;
        var page = new StringBuilder()
            .Append("<!-- Written by tools/TrainingLint.DocGenerator from the rule's metadata; change that, and run it again. -->\n")
            .Append($"# {info.Id} {info.Name}\n\n{info.Title}.\n\n")
            .Append("| | |\n| --- | --- |\n")
            .Append(
                $"| Severity | {SeverityName(info.Severity)}{(info.SeverityNote is { } note ? ": " + Markdown.Cell(char.ToLowerInvariant(note[0]) + note.Substring(1)) : "")} |\n")
            .Append($"| Guards against | {Describe(info.Failure)} |\n");
        if (info.Experiment is { } experiment)
        {
            page.Append($"| Experiment that can confirm it | {Markdown.Cell(experiment)} |\n");
            if (rule is IJudgesCode)
            {
                page.Append(MeasuredInCode);
            }
        }

        page.Append($"\n## Why it matters\n\n{info.Why}\n");
        page.Append($"\n## Risky\n\n{Markdown.Fence(LanguageOf(info, info.Risky), info.Risky)}");
        page.Append($"\n## Sound\n\n{Markdown.Fence(LanguageOf(info, info.Sound), info.Sound)}");
        page.Append($"\n## What to write instead\n\n{info.Instead}\n");
        AppendOptions(page, rule);
        page.Append($"\n## When to suppress it\n\n{info.Suppress}\n\n{(isCode ? CodeSuppression(info) : ConfigSuppression(info))}");
        page.Append("\n## Sources\n\n").AppendJoin("", info.Sources.Select(source => $"* {Markdown.Source(source)}\n"));
        return page.ToString();
    }

    /// <summary>A severity as it is written in options and output.</summary>
    internal static string SeverityName(Severity severity) => severity switch
    {
        Severity.Info => "info",
        Severity.Warning => "warning",
        Severity.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "has no name yet"),
    };

    private static void AppendOptions(StringBuilder page, Rule rule)
    {
        if (rule.Options.Count == 0)
        {
            return;
        }

        page.Append("\n## Thresholds\n\nIn `.editorconfig`, for the files that a section names:\n\n| key | meaning | default |\n| --- | --- | --- |\n");
        foreach (var option in rule.Options)
        {
            page.Append(
                $"| {string.Join("<br>", KeysOf(rule, option).Select(key => $"`{key}`"))} | {Markdown.Cell(option.Description)} | {option.Default?.ToString(CultureInfo.InvariantCulture) ?? "by table"} |\n");
        }
    }

    private static IEnumerable<string> KeysOf(Rule rule, NumberOption option)
    {
        yield return $"traininglint.{rule.Info.Name}.{option.Name}";
        if (option.IsPerOptimizer)
        {
            yield return $"traininglint.{rule.Info.Name}.adamw.{option.Name}";
        }
    }

    private static string ConfigSuppression(RuleInfo info) =>
        "On the line of the value, or on a line of its own above it:\n\n"
        + Markdown.Fence("yaml", $"# traininglint: disable={info.Name} reason")
        + "\nFor the whole file, in a comment at its top: `# traininglint: disable-file=" + info.Name + " reason`."
        + "\nWhere comments are not possible (JSON), or for many files, in `.editorconfig`:\n\n"
        + Markdown.Fence("ini", $"[configs/legacy/**]\ntraininglint.{info.Name}.severity = none");

    private static string CodeSuppression(RuleInfo info) =>
        "Around the code:\n\n"
        + Markdown.Fence("csharp", $"#pragma warning disable {info.Id} // reason\n#pragma warning restore {info.Id}")
        + "\nFor many files, in `.editorconfig`:\n\n"
        + Markdown.Fence("ini", $"[*.cs]\ndotnet_diagnostic.{info.Id}.severity = none");

    private static string LanguageOf(RuleInfo info, string example) =>
        info.ExampleLanguage == ExampleLanguage.CSharp ? "csharp" : example.StartsWith('{') ? "json" : example.StartsWith("#!",
            StringComparison.Ordinal) ? "bash"
            : example.StartsWith("from ", StringComparison.Ordinal) || example.StartsWith("import ", StringComparison.Ordinal) ? "python" : "yaml";

    private static string Describe(Failure failure) => failure switch
    {
        Failure.Divergence => "divergence: the loss explodes or oscillates",
        Failure.PoorMinimum => "a poor minimum: the run stops in a bad local minimum, a saddle or on a plateau",
        Failure.SharpMinimum => "a sharp minimum: the run ends where it does not generalize",
        Failure.Unrepeatable => "an unrepeatable run: nobody can reach the same result again",
        Failure.Unmeasured => "an unmeasured run: nobody notices where it ended",
        Failure.NotWhatIsWritten => "a run that does something other than what is written",
        Failure.NoTraining => "no training: the run does not start, or never updates a weight",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "has no description yet"),
    };
}
