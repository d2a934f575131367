using System;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>A run in one sentence.</summary>
internal static class Summary
{
    public static string Of(ShownFindings shown)
    {
        var problems = string.Join(", ", new[] { Severity.Error, Severity.Warning, Severity.Info }
            .Select(severity => (severity, count: shown.Count(severity)))
            .Where(item => item.count > 0)
            .Select(item => Counted(item.count, item.severity == Severity.Info ? "note" : SeverityNames.Of(item.severity))));
        var accepted = shown.Suppressed > 0 ? FormattableString.Invariant($", {shown.Suppressed} suppressed") : "";
        return FormattableString.Invariant($"{Counted(shown.Run.Files.Count, "file")}, {Counted(shown.TrainingFiles, "training config")}: {(problems.Length > 0 ? problems : "nothing risky found")}{accepted}.");
    }

    public static string Counted(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
