using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Fixes;

namespace TrainingLint.Cli.Reviewing;

/// <summary>A line with the fix of a finding made, as a reviewer can accept it with a click.</summary>
/// <param name="Line">The line that it replaces.</param>
/// <param name="Text">What to write there.</param>
internal sealed record Suggestion(int Line, string Text)
{
    private const int ShortestFence = 3;

    /// <summary>The suggestion of a finding; null where it has no fix that is made within the line of the finding.</summary>
    public static Suggestion? Of(ReviewedFinding finding)
    {
        var (found, source) = (finding.Located.Finding, finding.Located.File.SourceOf(finding.Located.Finding.Place));
        return source is null ? null
            : found.Fixes.Select(fix => FixEdits.Of(fix, source) is { Count: > 0 } edits ? InLine(found.Place.Line, source, edits) : null)
                .FirstOrDefault(suggestion => suggestion is not null);
    }

    /// <summary>The block that GitHub makes a button of, with a fence that the line does not hold.</summary>
    public string Block()
    {
        var longest = 0;
        for (int i = 0, run = 0; i < Text.Length; i++)
        {
            run = Text[i] == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', Math.Max(ShortestFence, longest + 1));
        return fence + "suggestion\n" + Text + "\n" + fence;
    }

    private static Suggestion? InLine(int line, SourceFile source, IReadOnlyList<TextEdit> edits)
    {
        var text = source.Line(line);
        var start = source.OffsetOf(line, 1);
        var isWithin = edits.All(edit => edit.Start >= start && edit.End <= start + text.Length
            && edit.NewText.IndexOfAny(['\n', '\r']) < 0);
        return isWithin ? new Suggestion(line, FixEdits.Apply(text, edits.Select(edit => edit with { Start = edit.Start - start }))) : null;
    }
}
