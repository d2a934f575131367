using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Fixes;

/// <summary>Turns fixes into changes by position that leave every other character of the text as it is.</summary>
public static class FixEdits
{
    /// <summary>
    /// The changes that a fix comes to. Null when one of them cannot be made without touching what stands around it,
    /// when the text is no longer what the fix speaks of, when it is about another file, or when <see cref="FixProof"/> finds
    /// that more or other values would change than the fix promises.
    /// </summary>
    public static IReadOnlyList<TextEdit>? Of(Fix fix, SourceFile source)
    {
        if (fix.Edits.Count == 0 || fix.Edits.Any(edit => edit.Place.File != source.Path))
        {
            return null;
        }

        var edits = fix.Edits.Select(edit => Of(edit, source)).OfType<TextEdit>().ToArray();
        return edits.Length == fix.Edits.Count && FixProof.Holds(source, fix.Edits, Apply(source.Text, edits)) ? edits : null;
    }

    /// <summary>The text after changes that do not overlap.</summary>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var result = text;
        foreach (var edit in edits.OrderByDescending(edit => edit.Start))
        {
            result = result.Substring(0, edit.Start) + edit.NewText + result.Substring(edit.End);
        }

        return result;
    }

    private static TextEdit? Of(FixEdit edit, SourceFile source) => edit switch
    {
        ReplaceValue value => Replace(source, value.Place, value.OldText, value.NewText, isWhole: true),
        RenameKey key => Replace(source, key.Place, key.OldName, key.NewName, isWhole: false),
        InsertEntry entry => EntryInsertion.Find(source, entry),
        RemoveEntry entry => EntryRemoval.Find(source, entry),
        RemoveComment comment => RemoveComment(source, comment.Place),
        _ => null,
    };

    private static TextEdit? Replace(SourceFile source, Place place, string oldText, string newText, bool isWhole)
    {
        var start = source.OffsetOf(place.Line, place.Column);
        var written = source.Slice(place);
        var inside = written.IndexOf(oldText, StringComparison.Ordinal);
        if (inside < 0 || oldText.Length == 0 || written.Trim('"', '\'') != oldText)
        {
            return null;
        }

        return isWhole ? new TextEdit(start, written.Length, newText) : new TextEdit(start + inside, oldText.Length, newText);
    }

    private static TextEdit? RemoveComment(SourceFile source, Place place)
    {
        var start = source.OffsetOf(place.Line, place.Column);
        var text = source.Text;
        if (start >= text.Length || text[start] != '#')
        {
            return null;
        }

        var line = source.OffsetOf(place.Line, 1);
        var before = start;
        while (before > line && text[before - 1] is ' ' or '\t')
        {
            before--;
        }

        var end = source.OffsetOf(place.EndLine, place.EndColumn);
        return before == line
            ? new TextEdit(line, source.OffsetOf(place.Line + 1, 1) - line, "")
            : new TextEdit(before, end - before, "");
    }
}
