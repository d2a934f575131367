using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Fixes;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Fixing;

/// <summary>Planned changes as a unified diff, which <c>git apply</c> and <c>patch</c> understand.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static void Write(FilePlan plan, TextWriter output)
    {
        var lines = Lines(plan.Source.Text);
        var changes = Changes(plan, lines);
        var path = PlainText.Of(plan.Source.Path);
        output.Write("--- a/" + path + "\n+++ b/" + path + "\n");
        var grown = 0;
        for (var first = 0; first < changes.Count;)
        {
            var last = first;
            while (last + 1 < changes.Count && changes[last + 1].Start - changes[last].End <= 2 * Context)
            {
                last++;
            }

            grown += WriteHunk(output, lines, changes.GetRange(first, last - first + 1), grown);
            first = last + 1;
        }
    }

    private static int WriteHunk(TextWriter output, List<string> lines, List<Change> changes, int grown)
    {
        var start = Math.Max(0, changes[0].Start - Context);
        var end = Math.Min(lines.Count, changes[^1].End + Context);
        var growth = changes.Sum(change => change.NewLines.Count - (change.End - change.Start));
        output.Write(FormattableString.Invariant($"@@ -{Range(start, end - start)} +{Range(start + grown, end - start + growth)} @@\n"));
        var at = start;
        foreach (var change in changes)
        {
            WriteLines(output, ' ', lines.GetRange(at, change.Start - at));
            WriteLines(output, '-', lines.GetRange(change.Start, change.End - change.Start));
            WriteLines(output, '+', change.NewLines);
            at = change.End;
        }

        WriteLines(output, ' ', lines.GetRange(at, end - at));
        return growth;
    }

    private static string Range(int start, int count) => FormattableString.Invariant($"{(count == 0 ? start : start + 1)},{count}");

    private static void WriteLines(TextWriter output, char sign, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            // What is no text for people would make the diff unfit to read, and it is made to be read before it is applied.
            var text = line.TrimEnd('\r', '\n');
            output.Write(sign + PlainText.Of(text) + line[text.Length..] + (line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n"));
        }
    }

    // Lines from the first to the last that an edit touches, with what stands there afterwards; neighbours are put together.
    private static List<Change> Changes(FilePlan plan, List<string> lines)
    {
        var starts = new List<int> { 0 };
        foreach (var line in lines)
        {
            starts.Add(starts[^1] + line.Length);
        }

        var changes = new List<Change>();
        foreach (var group in Grouped(plan.Edits, starts))
        {
            var (from, to) = (starts[group.Start], starts[group.End]);
            var text = FixEdits.Apply(plan.Source.Text[from..to], group.Edits.Select(edit => edit with { Start = edit.Start - from }));
            changes.Add(new Change(group.Start, group.End, Lines(text)));
        }

        return changes;
    }

    private static IEnumerable<(int Start, int End, List<TextEdit> Edits)> Grouped(IEnumerable<TextEdit> edits, List<int> starts)
    {
        (int Start, int End, List<TextEdit> Edits)? open = null;
        foreach (var edit in edits)
        {
            var (start, end) = (LineOf(starts, edit.Start), LineOf(starts, Math.Max(edit.Start, edit.End - 1)) + 1);
            if (open is { } group && start < group.End)
            {
                group.Edits.Add(edit);
                open = (group.Start, Math.Max(group.End, end), group.Edits);
                continue;
            }

            if (open is { } complete)
            {
                yield return complete;
            }

            open = (start, end, [edit]);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static int LineOf(List<int> starts, int offset)
    {
        var found = starts.BinarySearch(offset);
        return Math.Min(found >= 0 ? found : ~found - 1, starts.Count - 2);
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            lines.Add(end < 0 ? text[start..] : text[start..(end + 1)]);
            start = end < 0 ? text.Length : end + 1;
        }

        return lines;
    }

    private sealed record Change(int Start, int End, List<string> NewLines);
}
