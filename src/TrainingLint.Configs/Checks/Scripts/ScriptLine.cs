using System;
using System.Collections.Generic;
using System.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Checks.Scripts;

/// <summary>A line of a script as it is written, outside of here-documents.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">What it says.</param>
/// <param name="Continues">True where it goes on a command of the line before.</param>
/// <param name="Whole">The command that it begins, with the lines that go it on; the text itself for others.</param>
internal sealed record ScriptLine(int Number, string Text, bool Continues, string Whole)
{
    private const int MostLines = 5_000;

    /// <summary>The place of a part of the line.</summary>
    public Place PlaceIn(SourceFile source, int start, int length) => new(source.Path, Number, start + 1, Number, start + length + 1);

    /// <summary>All lines that a shell reads as its own.</summary>
    public static IReadOnlyList<ScriptLine> Of(SourceFile source)
    {
        var lines = new List<ScriptLine>();
        string? end = null;
        var continues = false;
        for (var number = 1; number <= source.LineCount && number <= MostLines; number++)
        {
            var text = source.Line(number).TrimEnd('\r', '\n');
            if (end is not null)
            {
                end = text.Trim() == end ? null : end;
                continue;
            }

            lines.Add(new ScriptLine(number, text, continues, text));
            continues = text.EndsWith("\\", StringComparison.Ordinal);
            end = EndOfHere(text);
        }

        return Joined(lines);
    }

    private static string? EndOfHere(string text)
    {
        var at = text.IndexOf("<<", StringComparison.Ordinal);
        if (at < 0 || (at + 2 < text.Length && text[at + 2] == '<'))
        {
            return null;
        }

        var word = text.Substring(at + 2).TrimStart('-', ' ').Split(' ', ';', '>', '|', ')')[0].Trim('\'', '"', '\\');
        return word.Length > 0 && (char.IsLetter(word[0]) || word[0] == '_') ? word : null;
    }

    private static List<ScriptLine> Joined(List<ScriptLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Continues || !lines[i].Text.EndsWith("\\", StringComparison.Ordinal))
            {
                continue;
            }

            var whole = new StringBuilder(lines[i].Text.TrimEnd('\\'));
            for (var next = i + 1; next < lines.Count && lines[next].Continues; next++)
            {
                whole.Append(' ').Append(lines[next].Text.TrimEnd('\\').Trim());
            }

            lines[i] = lines[i] with { Whole = whole.ToString() };
        }

        return lines;
    }
}
