using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;

namespace TrainingLint.Playground;

/// <summary>The line of a finding, cut around what is meant; plain text, whatever stands in the file.</summary>
/// <param name="Before">What stands before it.</param>
/// <param name="Marked">What is meant.</param>
/// <param name="After">What stands behind it.</param>
internal sealed record Excerpt(string Before, string Marked, string After)
{
    private const int MostAround = 60;
    private const int MostMarked = 100;

    /// <summary>The line under the text, with carets below what is meant.</summary>
    public string Carets => new string(' ', Before.Length) + new string('^', Math.Max(1, Marked.Length));

    /// <summary>The excerpt for a place; null where its line is empty or is not in this text.</summary>
    public static Excerpt? Of(SourceFile source, Place place)
    {
        var line = place.File == source.Path ? source.Line(place.Line) : "";
        if (line.Trim().Length == 0)
        {
            return null;
        }

        var start = Math.Min(place.Column - 1, line.Length);
        var end = place.EndLine == place.Line ? Math.Clamp(place.EndColumn - 1, start, line.Length) : line.TrimEnd().Length;
        end = Math.Min(Math.Max(end, start), start + MostMarked);
        var from = Math.Max(0, start - MostAround);
        var to = Math.Min(line.Length, end + MostAround);
        return new(
            (from > 0 ? "..." : "") + Plain(line[from..start]),
            Plain(line[start..end]),
            Plain(line[end..to]) + (to < line.Length ? "..." : ""));
    }

    // A tab is as wide as the space that stands for it below, so that the carets meet their text.
    private static string Plain(string text) => PlainText.Of(text).Replace('\t', ' ');
}
