using System;
using System.IO;
using System.Linq;
using System.Text;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.DocGenerator;

/// <summary>What the compiler's release tracking wants to know of rules that no release has yet.</summary>
public static class ReleaseNotes
{
    private const string Folder = "src/TrainingLint.Analyzers/";

    /// <summary>Where they stand.</summary>
    public const string Path = Folder + "AnalyzerReleases.Unshipped.md";

    // What the analyzers say of the project's settings, and what they tell the probe, are no rules of the book.
    private static readonly string[] NoRules =
    [
        "TL0000 | Training | Warning | settings-without-meaning",
        "TL0001 | Training | Info | recipe-read",
    ];

    /// <summary>The notes, given which rules a repository has released.</summary>
    /// <param name="root">Root of the repository; null for none.</param>
    public static string Render(string? root)
    {
        var file = root is null ? null : System.IO.Path.Combine(root, Folder, "AnalyzerReleases.Shipped.md");
        var shipped = file is not null && File.Exists(file) ? File.ReadAllLines(file) : [];
        var text = new StringBuilder()
            .Append("; Unshipped analyzer releases\n")
            .Append("; https://github.com/dotnet/roslyn-analyzers/blob/main/src/Microsoft.CodeAnalysis.Analyzers/ReleaseTrackingAnalyzers.Help.md\n\n")
            .Append("### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n");
        foreach (var line in NoRules.Where(line => !shipped.Contains(line, StringComparer.Ordinal)))
        {
            text.Append(line).Append('\n');
        }

        foreach (var info in RuleBook.Rules.Select(rule => rule.Info)
            .Where(info => !shipped.Any(line => line.StartsWith(info.Id + " ", StringComparison.Ordinal))))
        {
            text.Append($"{info.Id} | Training | {(info.Severity == Severity.Info ? "Info" : "Warning")} | {info.Name}\n");
        }

        return text.ToString();
    }
}
