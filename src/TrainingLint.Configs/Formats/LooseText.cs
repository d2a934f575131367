using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>
/// What can still be seen of a YAML or JSON text that no loader reads: its lines of the form <c>key: value</c>, nested as their indentation
/// says as far as that goes. Good enough to tell what the file was meant to be, and for nothing else.
/// </summary>
internal static class LooseText
{
    private const int MostLetters = 1 << 18;
    private const int MostDepth = 32;

    // Whatever stands before a key by mistake is passed over; a key is a word.
    private static readonly Regex Entry = new(
        @"^(?<indent>[ \t]*)(?<dash>(?:- +)?)[^\w'""]{0,8}['""]?(?<key>[A-Za-z_][\w.\-]*)['""]?[ \t]*:(?:[ \t]+(?<value>.*))?$",
        RegexOptions.CultureInvariant);

    /// <summary>The mapping of the keys that can be seen; null where there are none, or too much text.</summary>
    public static MappingNode? Read(SourceFile source)
    {
        if (source.Text.Length > MostLetters || source.Format.Kind != FormatKind.Document)
        {
            return null;
        }

        var text = new StringBuilder();
        var open = new Stack<(int Column, bool IsList)>();
        for (var number = 1; number <= source.LineCount; number++)
        {
            if (Entry.Match(source.Line(number)) is { Success: true } match)
            {
                Add(text, open, match);
            }
        }

        var parsed = DocumentParser.Parse(new SourceFile("loose.yaml", text.ToString()));
        return parsed.Problems.Count == 0 && parsed.Roots.Count > 0 ? parsed.Roots[0] as MappingNode : null;
    }

    private static void Add(StringBuilder text, Stack<(int Column, bool IsList)> open, Match match)
    {
        // A list may stand as far to the left as the key that it belongs to.
        var isItem = match.Groups["dash"].Length > 0;
        var column = (2 * match.Groups["indent"].Length) + (isItem ? 1 : 0);
        while (open.Count > 0 && open.Peek().Column > column)
        {
            open.Pop();
        }

        if (open.Count == 0 || open.Peek().Column < column)
        {
            // Under a key that has a value, nothing can be nested: such a line belongs beside it.
            if (open.Count > 0 && !EndsOpen(text))
            {
                column = open.Peek().Column;
            }
            else
            {
                open.Push((column, isItem));
            }
        }

        if (open.Count > MostDepth || open.Peek().IsList != isItem)
        {
            return;
        }

        text.Append(' ', 2 * (open.Count - 1)).Append(isItem ? "- " : "");
        text.Append(match.Groups["key"].Value).Append(": ").Append(Sound(match.Groups["value"].Value)).Append('\n');
        if (isItem)
        {
            open.Push((column - 1 + (2 * match.Groups["dash"].Length), false));
        }
    }

    private static bool EndsOpen(StringBuilder text) => text.Length > 2 && text[text.Length - 2] == ' ' && text[text.Length - 3] == ':';

    // A value that is broken in itself is of no use; what follows it must not be nested under it.
    private static string Sound(string value)
    {
        var trimmed = value.Trim().TrimEnd(',');
        if (trimmed.Length == 0 || trimmed[0] == '#' || trimmed is "{" or "[")
        {
            return "";
        }

        var isBroken = trimmed[0] is '|' or '>' or '&' or '*'
            || DocumentParser.Parse(new SourceFile("value.yaml", "x: " + trimmed + "\n")).Problems.Count > 0;
        return isBroken ? "null" : trimmed;
    }
}
