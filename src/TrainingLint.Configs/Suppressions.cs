using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;

namespace TrainingLint.Configs;

/// <summary>
/// The comments of one file that switch findings off: <c># traininglint: disable=rule reason</c> on the line or above it,
/// <c># traininglint: disable-file=rule reason</c> anywhere, in the comment syntax of the file's format. Several rules are separated by commas; names and IDs both serve.
/// Remembers which of them were of use; several threads may ask at once.
/// </summary>
public sealed class Suppressions
{
    private const string Marker = "traininglint:";
    private const string WholeFile = "disable-file";
    private static readonly char[] ReasonLead = [' ', '\t', '-', ':', ',', ';', '(', '\u2013', '\u2014'];

    // A word as in an order to the tool, alone or with something behind it; other sentences may begin with its name.
    private static readonly Regex Order = new(
        @"^\s*(?:[\w\-]*\s*(?:=|$)|(?:disable|ignore|suppress|skip|off|noqa|allow|enable)\b|.*\bTL\d{4}\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private readonly SourceFile _source;
    private readonly List<Directive> _directives;
    private readonly List<UnusedSuppressionObservation> _unclear;

    private Suppressions(SourceFile source, List<Directive> directives, List<UnusedSuppressionObservation> unclear)
    {
        _source = source;
        _directives = directives;
        _unclear = unclear;
    }

    /// <summary>The suppressions that stand in a file.</summary>
    public static Suppressions In(SourceFile source) =>
        source.Text.IndexOf(Marker, StringComparison.OrdinalIgnoreCase) < 0 ? new(source, [], []) : Parse(source);

    /// <summary>What switches a finding off; null when nothing does.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="isOwn">True when the finding belongs to the recipes of this very file, so that suppressions of the whole file count.</param>
    public Suppression? Of(Finding finding, bool isOwn)
    {
        foreach (var directive in _directives)
        {
            var isMeant = directive.Line is { } line ? finding.Place.File == _source.Path && finding.Place.Line == line : isOwn;
            if (isMeant && directive.Covers(finding.Rule))
            {
                directive.IsUsed = true;
                return new Suppression(SuppressionKind.Comment, directive.Reason);
            }
        }

        return null;
    }

    /// <summary>Suppressions that were of no use, among those of the rules that were applied, and such as name no rule.</summary>
    public IEnumerable<UnusedSuppressionObservation> Unused(IReadOnlyList<Rule> applied)
    {
        foreach (var unclear in _unclear)
        {
            yield return unclear;
        }

        var inComment = _directives.ToLookup(directive => directive.Place);
        foreach (var directive in _directives.Where(directive => !directive.IsUsed))
        {
            var rule = RuleBook.Find(directive.Rule);
            if (rule is null || applied.Contains(rule))
            {
                yield return new UnusedSuppressionObservation(directive.Place, directive.Rule, rule is not null,
                    inComment[directive.Place].All(other => !other.IsUsed));
            }
        }
    }

    private static Suppressions Parse(SourceFile source)
    {
        var directives = new List<Directive>();
        var unclear = new List<UnusedSuppressionObservation>();

        // Programs that strip comments from their JSON do not agree on a syntax, so the common one serves there too.
        var comments = source.Format.Comments ?? CommentSyntax.Hash;
        var targets = new Lazy<int[]>(() => Targets(source, comments));
        for (var number = 1; number <= source.LineCount; number++)
        {
            var line = comments.WithoutTail(source.Line(number));
            if (comments.Directive.Match(line) is not { Success: true } match)
            {
                if (Unclear(source, comments, number, line) is { } observation)
                {
                    unclear.Add(observation);
                }

                continue;
            }

            var isWholeFile = match.Groups["verb"].Value.Equals(WholeFile, StringComparison.OrdinalIgnoreCase);
            var place = new Place(source.Path, number, match.Index + 1, number, line.Length + 1);
            var reason = match.Groups["reason"].Value.Trim().TrimStart(ReasonLead);
            directives.AddRange(match.Groups["rules"].Value.Split(',')
                .Select(rule => new Directive(
                    rule.Trim(), reason.Length > 0 ? reason : null, isWholeFile ? null : targets.Value[number], place)));
        }

        return new Suppressions(source, directives, unclear);
    }

    private static UnusedSuppressionObservation? Unclear(SourceFile source, CommentSyntax comments, int number, string line)
    {
        var at = line.IndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        var before = at < 0 ? "" : line.Substring(0, at).TrimEnd();
        if (!before.EndsWith(comments.Marker, StringComparison.Ordinal) || !Order.IsMatch(line.Substring(at + Marker.Length))
            || FileDirectives.IsOne(line.Substring(at + Marker.Length)))
        {
            return null;
        }

        var start = before.Length - comments.Marker.Length;
        return new UnusedSuppressionObservation(new Place(source.Path, number, start + 1, number, line.Length + 1),
            line.Substring(at + Marker.Length).Trim(), IsKnownRule: false, IsWholeComment: true)
        { IsUnclear = true };
    }

    // A comment behind a value speaks of its own line; one that stands alone of the next line that is no comment.
    private static int[] Targets(SourceFile source, CommentSyntax comments)
    {
        var targets = new int[source.LineCount + 1];
        for (var number = source.LineCount; number > 0; number--)
        {
            targets[number] = number < source.LineCount && comments.IsComment(source.Line(number)) ? targets[number + 1] : number;
        }

        return targets;
    }

    private sealed class Directive(string rule, string? reason, int? line, Place place)
    {
        public string Rule { get; } = rule;

        public string? Reason { get; } = reason;

        /// <summary>The line it speaks of; null for the whole file.</summary>
        public int? Line { get; } = line;

        public Place Place { get; } = place;

        public bool IsUsed { get; set; }

        public bool Covers(RuleInfo info) =>
            Rule.Equals(info.Name, StringComparison.OrdinalIgnoreCase) || Rule.Equals(info.Id, StringComparison.OrdinalIgnoreCase);
    }
}
