using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs;

/// <summary>
/// Comments that switch findings off: <c># traininglint: disable=rule reason</c> on the line or the line above,
/// <c># traininglint: disable-file=rule reason</c> anywhere in the first lines. Several rules are separated by commas; names and IDs both serve.
/// </summary>
public static class Suppressions
{
    private const string Marker = "traininglint:";

    private static readonly Regex Directive = new(
        @"#\s*traininglint:\s*(?<verb>disable-file|disable)\s*=\s*(?<rules>[\w\-]+(?:\s*,\s*[\w\-]+)*)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The findings, with those marked that a comment switches off.</summary>
    public static IReadOnlyList<Finding> Apply(IReadOnlyList<Finding> findings, SourceFile source)
    {
        if (findings.Count == 0 || source.Text.IndexOf(Marker, StringComparison.OrdinalIgnoreCase) < 0)
        {
            return findings;
        }

        var (byLine, wholeFile) = Parse(source);
        return findings.Select(finding => Covers(wholeFile, finding) || (finding.Place.File == source.Path && byLine.TryGetValue(finding.Place.Line, out var rules) && Covers(rules, finding))
            ? finding with { Suppressed = true }
            : finding).ToArray();
    }

    private static bool Covers(ICollection<string> rules, Finding finding) =>
        rules.Contains(finding.Rule.Name, StringComparer.OrdinalIgnoreCase) || rules.Contains(finding.Rule.Id, StringComparer.OrdinalIgnoreCase);

    private static (Dictionary<int, List<string>> ByLine, List<string> WholeFile) Parse(SourceFile source)
    {
        var byLine = new Dictionary<int, List<string>>();
        var wholeFile = new List<string>();
        for (var number = 1; number <= source.LineCount; number++)
        {
            var line = source.Line(number);
            if (Directive.Match(line) is not { Success: true } match)
            {
                continue;
            }

            var rules = match.Groups["rules"].Value.Split(',').Select(rule => rule.Trim()).ToList();
            if (match.Groups["verb"].Value.Equals("disable-file", StringComparison.OrdinalIgnoreCase))
            {
                wholeFile.AddRange(rules);
            }
            else
            {
                // A comment with nothing before it speaks of the next line, one behind a value of its own.
                var target = line.TrimStart().StartsWith("#", StringComparison.Ordinal) ? number + 1 : number;
                byLine[target] = byLine.TryGetValue(target, out var present) ? [.. present, .. rules] : rules;
            }
        }

        return (byLine, wholeFile);
    }
}
