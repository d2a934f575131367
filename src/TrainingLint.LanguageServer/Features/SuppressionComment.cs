using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.LanguageServer.Documents;

namespace TrainingLint.LanguageServer.Features;

/// <summary>The comment that accepts a finding. It is tried out before it is offered: in the midst of a quoted text it would be no comment.</summary>
internal static class SuppressionComment
{
    private const string Reason = " reason";

    /// <summary>A comment for the line of a finding: behind its value, or else above it; null where neither would do, and in JSON, which has no comments.</summary>
    public static (SourceFile Source, TextEdit Edit)? OnLine(Finding finding, LintedDocument document)
    {
        if (document.Sources.GetValueOrDefault(finding.Place.File) is not { Format.Comments: { } comments } source)
        {
            return null;
        }

        var line = source.Line(finding.Place.Line);
        var start = source.OffsetOf(finding.Place.Line, 1);
        var indentation = line[..^line.TrimStart().Length];
        var comment = comments.Marker + " traininglint: disable=" + finding.Rule.Name + Reason;
        TextEdit[] ways =
        [
            new(start + line.TrimEnd().Length, line.Length - line.TrimEnd().Length, "  " + comment),
            new(start, 0, indentation + comment + LineBreakOf(source)),
        ];
        return ways.Where(way => Accepts(finding, source, way, isOwn: false))
            .Select(way => ((SourceFile, TextEdit)?)(source, way))
            .FirstOrDefault();
    }

    /// <summary>A comment at the top for all such findings of the document.</summary>
    public static (SourceFile Source, TextEdit Edit)? InFile(Finding finding, LintedDocument document)
    {
        if (document.Source.Format.Comments is not { } comments)
        {
            return null;
        }

        var edit = new TextEdit(0, 0, comments.Marker + " traininglint: disable-file=" + finding.Rule.Name + Reason + LineBreakOf(document.Source));
        return Accepts(finding, document.Source, edit, isOwn: true) ? (document.Source, edit) : null;
    }

    private static bool Accepts(Finding finding, SourceFile source, TextEdit edit, bool isOwn)
    {
        var changed = new SourceFile(source.Path, FixEdits.Apply(source.Text, [edit]), source.FullPath);
        var addedLines = edit.NewText.Count(letter => letter == '\n');
        var moved = finding with { Place = finding.Place with { Line = finding.Place.Line + addedLines } };
        return Suppressions.In(changed).Of(moved, isOwn) is not null
            && FixProof.Holds(source, [], changed.Text);
    }

    private static string LineBreakOf(SourceFile source) => source.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
