using System;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>A run in one sentence.</summary>
internal static class Summary
{
    private const int MostRules = 5;

    public static string Of(ShownFindings shown)
    {
        var problems = string.Join(", ", new[] { Severity.Error, Severity.Warning, Severity.Info }
            .Select(severity => (severity, count: shown.Count(severity)))
            .Where(item => item.count > 0)
            .Select(item => Counted(item.count, item.severity == Severity.Info ? "note" : SeverityNames.Of(item.severity))));
        var accepted = shown.Suppressed > 0 ? FormattableString.Invariant($", {shown.Suppressed} suppressed") : "";
        return FormattableString.Invariant(
            $"{Counted(shown.Run.Files.Count, "file")}{Added(shown)}, {Counted(shown.TrainingFiles, "training config")}: {(problems.Length > 0 ? problems : Nothing(shown))}{accepted}.");
    }

    private static string Added(ShownFindings shown) =>
        shown.Run.Added.Count > 0 ? FormattableString.Invariant($" ({shown.Run.Added.Count} added, drawing on the others)") : "";

    /// <summary>What of the input no rule has judged, and why, in one sentence; null where all was.</summary>
    public static string? NotJudged(ShownFindings shown)
    {
        var not = shown.NotJudged;
        string?[] parts =
        [
            Part(not.UnknownValues, "value known only at run time", "values known only at run time"),
            Part(not.UnresolvedReferences, "base file or reference that cannot be followed", "base files or references that cannot be followed"),
            Part(not.OtherFiles, "file that is no training config", "files that are no training configs"),
            Part(not.Excluded, "excluded file", "excluded files"),
            Part(not.Unread, "input that could not be read", "inputs that could not be read"),
        ];
        return parts.OfType<string>().ToArray() is { Length: > 0 } said ? "Not judged: " + string.Join("; ", said) + "." : null;
    }

    /// <summary>The notes that are not shown, by their rules: silence is not their absence. Null where there are none.</summary>
    public static string? HiddenNotes(ShownFindings shown)
    {
        if (shown.HiddenNotes.Count == 0)
        {
            return null;
        }

        var rules = shown.HiddenNotes.GroupBy(located => located.Finding.Rule.Id, StringComparer.Ordinal)
            .Select(notes => (Id: notes.Key, Count: notes.Count()))
            .OrderByDescending(rule => rule.Count)
            .ThenBy(rule => rule.Id, StringComparer.Ordinal)
            .ToArray();
        var named = string.Join(", ", rules.Take(MostRules).Select(rule => rules.Length == 1 ? rule.Id : Numbered(rule.Count, rule.Id)));
        var others = rules.Skip(MostRules).Sum(rule => rule.Count) is > 0 and var rest ? ", " + Numbered(rest, "of other rules") : "";
        var them = shown.HiddenNotes.Count == 1 ? "it" : "them";
        return Counted(shown.HiddenNotes.Count, "note") + ": " + named + others + "; --severity info shows " + them + ".";
    }

    /// <summary>The call that tries what was found in code; null where nothing was that training could show.</summary>
    public static string? Triable(ShownFindings shown) =>
        shown.Open.FirstOrDefault(located => IsTriable(located.Finding)) is { } first
            ? "To try what was found in code: 'traininglint probe --config " + first.Finding.Place.File + " --verify'."
            : null;

    private static bool IsTriable(Finding finding) =>
        finding.Rule.Experiment is not null && finding.Place.File.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static string Numbered(int count, string words) => FormattableString.Invariant($"{count} {words}");

    // Nothing risky is said only of what was read.
    private static string Nothing(ShownFindings shown) =>
        shown.TrainingFiles == 0 && !shown.Run.Files.Any(file => file.File.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)) ? "nothing was judged"
        : shown.Run.Errors.Count > 0 ? "nothing risky found in what was read"
        : "nothing risky found";

    private static string? Part(int count, string one, string many) =>
        count == 0 ? null : FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");

    public static string Counted(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
