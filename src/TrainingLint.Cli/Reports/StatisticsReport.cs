using System;
using System.Linq;

namespace TrainingLint.Cli.Reports;

/// <summary>How often each rule fired, the most frequent first, in the place of the findings.</summary>
internal static class StatisticsReport
{
    public static void Write(ShownFindings shown, TerminalIo io)
    {
        var style = new Ansi(io.UseColor);
        var rules = shown.Open.GroupBy(located => located.Finding.Rule.Id, StringComparer.Ordinal)
            .Select(found => (
                found.First().Finding.Rule,
                Count: found.Count(),
                Fixable: found.Count(located => located.Finding.Fixes.Count > 0),
                Severity: found.Max(located => located.Finding.Severity)))
            .OrderByDescending(rule => rule.Count)
            .ThenBy(rule => rule.Rule.Id, StringComparer.Ordinal)
            .ToArray();
        var width = rules.Select(rule => Digits(rule.Count).Length).DefaultIfEmpty().Max();
        foreach (var rule in rules)
        {
            var fixable = rule.Fixable > 0 ? "  (" + Digits(rule.Fixable) + " with a fix)" : "";
            var padding = new string(' ', "warning".Length - SeverityNames.Of(rule.Severity).Length);
            var count = Digits(rule.Count).PadLeft(width);
            io.Say($"{count}  {style.Severity(rule.Severity)}{padding}  {rule.Rule.Id} {rule.Rule.Name}{fixable}");
        }

        InputErrors.Write(shown.Run, io);
        TextReport.WriteSummary(shown, io);
    }

    private static string Digits(int count) => FormattableString.Invariant($"{count}");
}
