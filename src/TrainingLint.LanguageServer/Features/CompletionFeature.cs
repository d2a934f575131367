using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.LanguageServer.Documents;
using TrainingLint.LanguageServer.Protocol;
using Range = TrainingLint.LanguageServer.Protocol.Range;

namespace TrainingLint.LanguageServer.Features;

/// <summary>Keys that the file's framework reads where the cursor is, and values that it accepts.</summary>
internal static class CompletionFeature
{
    private const int Section = 9;
    private const int Property = 10;
    private const int Value = 12;

    private static readonly int[] Deprecated = [1];

    public static CompletionList At(OpenDocument document, IReadOnlyList<KnownKey> keys, Position position)
    {
        var format = document.Parsed.Source.Format;
        if (keys.Count == 0 || ContextAt(document, format, position) is not { } context)
        {
            return new CompletionList(false, []);
        }

        var word = new Range(new Position(position.Line, context.WordStart), position);
        return new CompletionList(false, context.Key is { } key
            ? Values(keys, Join(context.Parent, key), word,
            (value, isText) => !context.IsQuoted && (format == ConfigFormats.Yaml ? isText && IsFlag(value) : isText || !IsPlain(value)))
            : Keys(document, keys, context, word, format));
    }

    private static WritingContext? ContextAt(OpenDocument document, ConfigFormat format, Position position) =>
        format == ConfigFormats.Json ? WritingContext.InJson(document.Text, document.Lines, position)
        : format == ConfigFormats.Yaml ? WritingContext.InYaml(document.Lines, position)
        : format == ConfigFormats.Toml ? WritingContext.InToml(document.Lines, position)
        : null;

    private static CompletionItem[] Values(IReadOnlyList<KnownKey> keys, string path, Range word, Func<string, bool, bool> needsQuotes)
    {
        var known = keys.FirstOrDefault(candidate => candidate.IsAt(path));
        var isText = known is not null && known.Types.Contains("str") && !known.Types.Contains("bool");
        return
        [
            .. (known?.Values ?? []).Select((value, i) => new CompletionItem
            {
                Label = value,
                Kind = Value,
                Detail = HoverFeature.Show(known!.Default).Equals(value, StringComparison.OrdinalIgnoreCase) ? "framework default" : null,
                SortText = i.ToString("D3", CultureInfo.InvariantCulture),
                TextEdit = new TextEdit(word, needsQuotes(value, isText) ? "\"" + value + "\"" : value),
            }),
        ];
    }

    // PyYAML takes these for flags, which the framework then refuses where it wants a name.
    private static bool IsFlag(string value) => value.ToLowerInvariant() is "yes" or "no" or "on" or "off" or "true" or "false";

    private static bool IsPlain(string value) =>
        value is "true" or "false" || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static CompletionItem[] Keys(
        OpenDocument document, IReadOnlyList<KnownKey> keys, WritingContext context, Range word, ConfigFormat format)
    {
        var prefix = context.Parent.Length == 0 ? "" : context.Parent + ".";
        var line = document.Lines[word.Start.Line];
        var others = context.IsFlow ? document.ParsedWithoutEntry(word.Start) : document.ParsedWithout(word.Start.Line);
        var present = WrittenEntry.In(others).Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        var rest = line[Math.Min(word.End.Character, line.Length)..].Split(',', '}')[0];
        var isFollowed = rest.Contains(format == ConfigFormats.Toml ? '=' : ':', StringComparison.Ordinal);
        return
        [
            .. keys.Where(key => !key.IsGone).Select(key => (Key: key, Name: key.NameBelow(context.Parent)))
            .Where(item => item.Name is not null)
                .GroupBy(item => item.Name!, item => item.Key)
                .Where(group => group.Key != "*" && !present.Contains(prefix + group.Key)
                && !int.TryParse(group.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select((group, i) => (Name: group.Key, Known: group.FirstOrDefault(key => key.IsAt(prefix + group.Key)),
                IsSection: group.Any(key => !key.IsAt(prefix + group.Key)), Order: i))
                .Select(item => Item(item.Name, item.Known, item.Order, word,
                Written(item.Name, item.IsSection, context, format, isFollowed))),
        ];
    }

    private static string Written(string key, bool isSection, WritingContext context, ConfigFormat format, bool isFollowed) =>
        context.IsQuoted ? key
        : format == ConfigFormats.Json ? "\"" + key + "\"" + (isFollowed ? "" : ": ")
        : isFollowed ? key
        : format == ConfigFormats.Toml ? key + " = "
        : key + (isSection && !context.IsFlow ? ":" : ": ");

    private static CompletionItem Item(string label, KnownKey? key, int order, Range word, string text) => new()
    {
        Label = label,
        Kind = key is null ? Section : Property,
        Detail = key?.Setting?.Description ?? (key is null ? null : HoverFeature.TypesOf(key)),
        Tags = key is { Outdated: not null } ? Deprecated : null,
        Documentation = key is null ? null : Documentation(key),
        SortText = order.ToString("D4", CultureInfo.InvariantCulture),
        TextEdit = new TextEdit(word, text),
    };

    private static MarkupContent? Documentation(KnownKey key)
    {
        var text = new StringBuilder();
        if (key.Default is { } standard)
        {
            text.Append("Framework default: `").Append(HoverFeature.Show(standard)).Append("`\n\n");
        }

        if (key.Values.Count > 0)
        {
            text.Append("Values: ").AppendJoin(", ", key.Values.Select(value => "`" + value + "`")).Append("\n\n");
        }

        if (key.Outdated is { } outdated)
        {
            text.Append("The key ").Append(outdated).Append(".\n\n");
        }

        text.Append(key.Note);
        return text.Length == 0 ? null : MarkupContent.Markdown(text.ToString().TrimEnd());
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;
}
