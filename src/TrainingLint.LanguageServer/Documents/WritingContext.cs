using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.LanguageServer.Protocol;

namespace TrainingLint.LanguageServer.Documents;

/// <summary>What is being written at a position. Found from the text alone, since a text in which somebody types is seldom valid.</summary>
/// <param name="Parent">Dotted path of the mapping in which the position lies; empty at the root.</param>
/// <param name="Key">The key whose value is being written; null where a key is.</param>
/// <param name="WordStart">Column at which the word under the cursor starts.</param>
/// <param name="IsQuoted">True between quotes.</param>
internal sealed partial record WritingContext(string Parent, string? Key, int WordStart, bool IsQuoted)
{
    /// <summary>True within brackets on the way to the position, where entries stand between commas.</summary>
    public bool IsFlow { get; private init; }

    /// <summary>The context in YAML; null in a comment or where nothing sensible can be offered.</summary>
    public static WritingContext? InYaml(TextLines lines, Position position)
    {
        if (UnfinishedFlow.At(lines, position) is { } flow)
        {
            return InFlow(lines, position, flow);
        }

        var before = lines[position.Line][..Math.Min(position.Character, lines[position.Line].Length)];
        if (before.Contains('#', StringComparison.Ordinal))
        {
            return null;
        }

        if (Value().Match(before) is { Success: true } value)
        {
            var quote = value.Groups["quote"];
            return new WritingContext(ParentOf(lines, position.Line, value.Groups["lead"].Length),
                value.Groups["key"].Value.Trim('"', '\''), quote.Index + quote.Length, quote.Length > 0);
        }

        return UnfinishedKey().Match(before) is { Success: true } key
            ? new WritingContext(ParentOf(lines, position.Line, key.Groups["lead"].Length), null, key.Groups["lead"].Length, IsQuoted: false)
            : null;
    }

    /// <summary>The context in TOML; null in a comment or where nothing sensible can be offered.</summary>
    public static WritingContext? InToml(TextLines lines, Position position)
    {
        var before = lines[position.Line][..Math.Min(position.Character, lines[position.Line].Length)];
        var table = Enumerable.Range(0, position.Line).Select(at => Table().Match(lines[at])).LastOrDefault(match => match.Success);
        var parent = table?.Groups["path"].Value.Replace(" ", "", StringComparison.Ordinal) ?? "";
        return Assigned().Match(before) is { Success: true } value
            ? new WritingContext(parent, value.Groups["key"].Value, value.Groups["quote"].Index + value.Groups["quote"].Length,
                value.Groups["quote"].Length > 0)
            : UnfinishedKey().Match(before) is { Success: true } key
                ? new WritingContext(parent, null, key.Groups["lead"].Length, IsQuoted: false)
                : null;
    }

    private static WritingContext? InFlow(TextLines lines, Position position, UnfinishedFlow flow)
    {
        if (!flow.IsInMapping || flow.IsInComment || flow.WordStart(position) is not { } start)
        {
            return null;
        }

        var outer = ParentOf(lines, flow.StartLine, flow.StartIndentation);
        var parent = string.Join('.', new[] { outer, flow.StartKey, flow.Parent }.Where(part => part.Length > 0));
        return new WritingContext(parent, flow.PendingKey, start, flow.IsInText) { IsFlow = true };
    }

    /// <summary>The context in JSON; null where neither a key nor a value can stand.</summary>
    public static WritingContext? InJson(string text, TextLines lines, Position position)
    {
        var reader = new UnfinishedJson();
        var end = lines.OffsetOf(position);
        for (var i = 0; i < end; i++)
        {
            reader.Take(text[i], i);
        }

        var start = reader.WordStart(text, end);
        var word = lines.PositionOf(start);
        return reader.IsInObject && word.Line == position.Line
            ? new WritingContext(reader.Parent, reader.PendingKey, word.Character, reader.IsInText)
            : null;
    }

    [GeneratedRegex(@"^(?<lead>\s*(?:- +)*)(?<key>[^\s:#-][^:#]*?)\s*:\s+(?<quote>[""']?)[^""'\s]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Value();

    [GeneratedRegex(@"^(?<lead>\s*(?:- +)*)[\w.\-/]*$", RegexOptions.CultureInvariant)]
    private static partial Regex UnfinishedKey();

    [GeneratedRegex(@"^\s*(?:(?<dash>-)(?: +|$))*(?:(?<key>[^\s#-][^#]*?)\s*:(?:\s|$))?", RegexOptions.CultureInvariant)]
    private static partial Regex Structure();

    [GeneratedRegex(@"^\s*\[{1,2}(?<path>[^\]#]+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Table();

    [GeneratedRegex(@"^\s*(?<key>[\w.\-]+)\s*=\s*(?<quote>[""']?)[^""'\s\[{#]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Assigned();

    // Upwards from a line, every key and every dash that stands further left than all below it opens one of the levels around the line.
    private static string ParentOf(TextLines lines, int line, int indentation)
    {
        var segments = new List<string>();
        var (keyLimit, dashLimit) = (indentation, indentation);
        for (var at = line; at >= 0 && keyLimit > 0; at--)
        {
            var structure = Structure().Match(lines[at]);
            if (at != line && structure.Groups["key"] is { Success: true } key && key.Index < keyLimit)
            {
                segments.Add(key.Value.Trim('"', '\''));
                (keyLimit, dashLimit) = (key.Index, key.Index);
            }

            foreach (var dash in structure.Groups["dash"].Captures.Reverse().Where(dash => dash.Index < dashLimit))
            {
                // A list may stand at the indentation of its own key.
                segments.Add(IndexOf(lines, at, dash.Index).ToString(CultureInfo.InvariantCulture));
                (keyLimit, dashLimit) = (dash.Index + 1, dash.Index);
            }
        }

        segments.Reverse();
        return string.Join('.', segments);
    }

    private static int IndexOf(TextLines lines, int line, int dash)
    {
        var index = 0;
        for (var above = line - 1; above >= 0; above--)
        {
            var content = lines[above].TrimStart();
            var indentation = lines[above].Length - content.Length;
            if (content.Length == 0 || content[0] == '#' || indentation > dash)
            {
                continue;
            }

            if (indentation < dash || !content.StartsWith('-'))
            {
                break;
            }

            index++;
        }

        return index;
    }
}
