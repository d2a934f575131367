using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Rules;
using TrainingLint.Linting.Configuration;

namespace TrainingLint.Cli.Commands;

/// <summary>What configured lines come to for one file, each part with the line that decides it.</summary>
internal static class MergedSettings
{
    private const int MostNamed = 8;

    /// <summary>What differs from the rule book, as words and the line that decides it.</summary>
    /// <param name="lines">The lines that apply to the file, the strongest last.</param>
    public static IEnumerable<(string What, ConfiguredLine Decided)> Of(IReadOnlyList<ConfiguredLine> lines)
    {
        // In the order in which they take effect: those of this tool go before those of the compiler.
        ConfiguredLine[] ordered = [.. lines.OrderBy(line => line.Key.StartsWith("traininglint.", StringComparison.OrdinalIgnoreCase))];
        var states = new Dictionary<string, (string State, ConfiguredLine Line)>(StringComparer.Ordinal);
        (string What, ConfiguredLine Line)? file = null;
        var before = LintOptions.Default;
        for (var i = 0; i < ordered.Length; i++)
        {
            var now = ConfiguredLines.Options(ordered[..(i + 1)]);
            file = now.IsExcluded != before.IsExcluded || now.Dialect != before.Dialect ? (OfFile(now), ordered[i]) : file;
            foreach (var rule in RuleBook.Rules.Where(rule => State(now, rule) != State(before, rule)))
            {
                states[rule.Info.Id] = (State(now, rule), ordered[i]);
            }

            before = now;
        }

        if (file is { What.Length: > 0 } told)
        {
            yield return told;
        }

        var set = states.Where(state => state.Value.State.Length > 0).OrderBy(state => state.Key, StringComparer.Ordinal);
        foreach (var group in set.GroupBy(state => state.Value))
        {
            string[] rules = [.. group.Select(state => state.Key)];
            var more = rules.Length > MostNamed ? FormattableString.Invariant($" and {rules.Length - MostNamed} more") : "";
            yield return (group.Key.State + ": " + string.Join(", ", rules.Take(MostNamed)) + more, group.Key.Line);
        }
    }

    private static string OfFile(LintOptions options) =>
        options.IsExcluded ? "left alone" : options.Dialect is { } dialect ? "read as " + dialect : "";

    private static string State(LintOptions options, Rule rule) =>
        options.For(rule) is var settings && settings.IsOff ? "off" : settings.Severity is { } severity ? SeverityNames.Of(severity) : "";
}
