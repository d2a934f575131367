using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;
using Range = TrainingLint.LanguageServer.Protocol.Range;

namespace TrainingLint.LanguageServer.Features;

/// <summary>Findings as diagnostics of the document in which they show.</summary>
internal static class DiagnosticsFeature
{
    private const int Unnecessary = 1;

    /// <summary>The open findings of a document, in their order.</summary>
    public static Diagnostic[] Of(LintedDocument document, Severity lowest, Func<string, string> uriOf)
    {
        if (document.Defect is { } defect)
        {
            var start = document.Lines.RangeOf(Place.StartOf(document.Source.Path));
            return [new Diagnostic { Range = start, Severity = SeverityOf(Severity.Error), Message = defect }];
        }

        var bases = new Lazy<IReadOnlyList<(Range Range, string Path)>>(() => DocumentLinksFeature.References(document));
        return [.. document.Open.Where(finding => finding.Severity >= lowest).Select(finding => Of(finding, document, bases, uriOf))];
    }

    /// <summary>Where a finding shows in a document: at its value, or, for a value of a base file, where the document names that file.</summary>
    public static Range RangeOf(Finding finding, LintedDocument document) =>
        RangeOf(finding, document, new(() => DocumentLinksFeature.References(document)));

    private static Range RangeOf(Finding finding, LintedDocument document, Lazy<IReadOnlyList<(Range Range, string Path)>> bases)
    {
        if (finding.Place.File == document.Source.Path)
        {
            return document.Lines.RangeOf(finding.Place);
        }

        // A base file at the second remove is reached through one of those that are named here; the first one is the best guess.
        return bases.Value.Where(named => named.Path == finding.Place.File).Concat(bases.Value).Select(named => (Range?)named.Range)
            .FirstOrDefault()
            ?? document.Lines.RangeOf(Place.StartOf(document.Source.Path));
    }

    private static Diagnostic Of(Finding finding, LintedDocument document,
        Lazy<IReadOnlyList<(Range Range, string Path)>> bases, Func<string, string> uriOf)
    {
        var isInherited = finding.Place.File != document.Source.Path;
        var related = finding.Related
            .Where(other => !isInherited || other.Place.File != document.Source.Path)
            .Select(other => Related(other.Place, other.Message, document, uriOf));
        if (isInherited)
        {
            related = related.Prepend(Related(finding.Place, "the value stands here", document, uriOf));
        }

        var all = related.ToArray();
        return new Diagnostic
        {
            Range = RangeOf(finding, document, bases),
            Severity = SeverityOf(finding.Severity),
            Code = finding.Rule.Id,
            CodeDescription = new CodeDescription(finding.Rule.HelpUri),
            Message = finding.Message,
            Tags = finding.Rule.IsAboutDeadText ? [Unnecessary] : null,
            RelatedInformation = all.Length > 0 ? all : null,
        };
    }

    private static int SeverityOf(Severity severity) => severity switch { Severity.Error => 1, Severity.Warning => 2, _ => 3 };

    private static RelatedInformation Related(Place place, string message, LintedDocument document, Func<string, string> uriOf)
    {
        var lines = place.File == document.Source.Path ? document.Lines
            : document.Sources.TryGetValue(place.File, out var source) ? new TextLines(source.Text)
            : new TextLines("");
        return new RelatedInformation(new Location(uriOf(place.File), lines.RangeOf(place)), message);
    }
}
