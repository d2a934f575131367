using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Linting;

/// <summary>
/// The one way from a text to its findings, whoever asks: compose, read, judge, suppress, and report suppressions without use.
/// It lives as long as one look at some files, of which it remembers the suppressions; several threads may use it.
/// </summary>
public sealed class ConfigLinter
{
    private readonly Judge _judge;
    private readonly LintContext _context;
    private readonly ConfigReader _reader;
    private readonly ConcurrentDictionary<string, Suppressions> _suppressions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LintedFile> _judged = new(StringComparer.Ordinal);

    // By each file, the paths of those that drew on it when they were judged: a question for every file, which must not go through all of them.
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _drawers = new(StringComparer.Ordinal);

    /// <summary>A linter that applies the rules of a judge to what a host supplies.</summary>
    public ConfigLinter(Judge judge, LintContext context)
    {
        _judge = judge;
        _context = context;
        _reader = new ConfigReader(context.Files);
    }

    /// <summary>Judges one file, and says which of its suppressions are of no use.</summary>
    public LintedFile Lint(ParsedFile parsed) => Complete(Judge(parsed));

    /// <summary>
    /// Judges one file of several, before it is known which suppressions are of use to the others; <see cref="Complete"/> follows
    /// once all of them are judged.
    /// </summary>
    public LintedFile Judge(ParsedFile parsed)
    {
        var source = parsed.Source;
        var options = _context.OptionsOf(source);
        var file = _reader.Read(parsed, options.Dialect);
        var sources = new Dictionary<string, SourceFile>(StringComparer.Ordinal) { [source.Path] = source };
        foreach (var drawn in file.DrawsOn.Select(path => _context.Files?.Read(path)).OfType<ParsedFile>())
        {
            if (!sources.ContainsKey(drawn.Source.Path))
            {
                sources.Add(drawn.Source.Path, drawn.Source);
            }
        }

        var findings = _judge.Findings(file, options).Select(finding => AtLaterOfTwo(finding with
        {
            Suppression = SuppressionOf(finding, source,
            sources)
        }, source, file.DrawsOn));
        foreach (var drawn in file.DrawsOn)
        {
            _drawers.GetOrAdd(drawn, _ => new(StringComparer.Ordinal))[source.Path] = true;
        }

        return _judged[source.Path] = new LintedFile(file, FindingLimit.Apply([.. findings]), sources, options);
    }

    /// <summary>Adds what is to be said of suppressions without use to a file that was judged.</summary>
    public LintedFile Complete(LintedFile linted)
    {
        if (!linted.File.IsTraining)
        {
            return linted;
        }

        linted = WithSharedOnce(WithoutIdleWarnings(linted));

        // The finding that a part of a recipe suppresses may show only in a file that completes it; what means nothing, means nothing there.
        var isPart = linted.File.Recipes.Any(recipe => recipe.IsFragment);
        IReadOnlyList<UnusedSuppressionObservation> unused = [.. Unused(linted).Where(suppression => suppression.IsUnclear || !isPart)];
        if (unused.Any(suppression => suppression.IsKnownRule))
        {
            var isKnown = JudgeDependents(linted.Source);
            unused = [.. Unused(linted).Where(suppression => isKnown || !suppression.IsKnownRule)];
        }

        if (unused.Count == 0)
        {
            return linted;
        }

        var own = SuppressionsOf(linted.Source);
        var idle = _judge.Findings(linted.File with { Recipes = [], Observations = unused }, linted.Options)
            .Select(finding => finding with { Suppression = own.Of(finding, isOwn: true) });
        List<Finding> findings = [.. FindingLimit.Apply([.. idle]), .. linted.Findings];
        findings.Sort(Finding.Compare);
        return linted with { Findings = findings };
    }

    private LintedFile WithoutIdleWarnings(LintedFile linted)
    {
        if (!OverriddenValues.MayHold(linted) || !JudgeDependents(linted.Source))
        {
            return linted;
        }

        var path = linted.Source.FullPath ?? linted.Source.Path;
        var drawers = _drawers.TryGetValue(path, out var known) ? known.Keys : [];
        return OverriddenValues.Soften(linted,
            [.. drawers.Select(drawer => _judged.TryGetValue(drawer, out var other) ? other : null).OfType<LintedFile>()
            .Where(other => other.File.Path != linted.File.Path && other.File.DrawsOn.Contains(path, StringComparer.Ordinal))
            .OrderBy(other => other.File.Path, StringComparer.Ordinal)]);
    }

    private LintedFile WithSharedOnce(LintedFile linted) =>
        SharedFindings.MayHold(linted) && linted.Source.FullPath is { } path && _context.Files is { } files
            ? SharedFindings.Apply(linted, [.. files.Relatives(path).Select(files.Read).OfType<ParsedFile>().Select(JudgedBefore)])
            : linted;

    private LintedFile JudgedBefore(ParsedFile parsed) => _judged.TryGetValue(parsed.Source.Path, out var known) ? known : Judge(parsed);

    // A base file is not to blame for what a file that draws on it writes: of two values that do not fit each other, the later one is shown.
    private Finding AtLaterOfTwo(Finding finding, SourceFile own, IReadOnlyList<string> drawsOn) =>
        finding.Partner is { } partner && partner.Place.File != finding.Place.File && finding.Place.File != own.Path
            && (partner.Place.File == own.Path || DrawsOn(partner.Place.File, finding.Place.File, drawsOn))
            ? finding with
            {
                Place = partner.Place,
                Key = partner.Key,
                Fixes = [],
                Partner = new PartnerPlace(finding.Place, finding.Key),
                Related = [.. finding.Related, new RelatedPlace(finding.Place, "the value that it does not fit")],
            }
            : finding;

    private bool DrawsOn(string later, string earlier, IReadOnlyList<string> drawn)
    {
        var files = drawn.Select(path => _context.Files?.Read(path)).OfType<ParsedFile>().ToArray();
        return Array.Find(files, file => file.Source.Path == later) is { } one
            && Array.Find(files, file => file.Source.Path == earlier) is { } other && !ReferenceEquals(one, other)
            && JudgedBefore(one).File.DrawsOn.Contains(other.Source.FullPath ?? other.Source.Path, StringComparer.Ordinal);
    }

    private IReadOnlyList<UnusedSuppressionObservation> Unused(LintedFile linted)
    {
        var own = SuppressionsOf(linted.Source);
        return [.. own.Unused([.. _judge.Rules.Where(rule => !linted.Options.For(rule).IsOff)])];
    }

    // Files that draw on this one at any remove, so that the suppressions that are of use to them are known; false where they cannot be had.
    private bool JudgeDependents(SourceFile source)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { source.Path };
        var open = new Queue<SourceFile>([source]);
        while (open.Count > 0)
        {
            var drawn = open.Dequeue();
            if (_context.MayDrawOn(drawn) is not { } others)
            {
                return false;
            }

            foreach (var parsed in others.Where(parsed => seen.Add(parsed.Source.Path)))
            {
                var linted = JudgedBefore(parsed);
                if (linted.File.DrawsOn.Contains(drawn.FullPath ?? drawn.Path, StringComparer.Ordinal))
                {
                    open.Enqueue(parsed.Source);
                }
            }
        }

        return true;
    }

    private Suppression? SuppressionOf(Finding finding, SourceFile own, Dictionary<string, SourceFile> sources) =>
        SuppressionsOf(own).Of(finding, isOwn: true)
        ?? (finding.Place.File != own.Path && sources.TryGetValue(finding.Place.File, out var drawn)
            ? SuppressionsOf(drawn).Of(finding, isOwn: false)
            : null);

    private Suppressions SuppressionsOf(SourceFile source) => _suppressions.GetOrAdd(source.Path, _ => Suppressions.In(source));
}
