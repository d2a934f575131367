using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>Makes the nodes of values, and computes with those that are known.</summary>
internal sealed class PythonNodes(MappedText text)
{
    private const int MostItems = 10_000;
    private const int LongestUnknown = 120;

    public ScalarNode Key(PythonToken token) => new(text.Source, text.SpanOf(token.Start, token.End), null, token.Text, ScalarStyle.Plain);

    public ScalarNode Key(string name, int start, int end) => new(text.Source, text.SpanOf(start, end), null, name, ScalarStyle.Plain);

    public ScalarNode Literal(int start, int end) =>
        new(text.Source, text.SpanOf(start, end), null, text.Text.Substring(start, end - start), ScalarStyle.Plain);

    public ScalarNode Text(string value, int start, int end) => new(text.Source, text.SpanOf(start, end), null, value, ScalarStyle.Quoted);

    public ScalarNode Unknown(int start, int end) =>
        new(text.Source, text.SpanOf(start, end), NodeTags.Unknown, text.Text.Substring(start, Math.Min(LongestUnknown, end - start)),
            ScalarStyle.Plain);

    public SequenceNode List(IReadOnlyList<ConfigNode> items, int start, int end) => new(text.Source, text.SpanOf(start, end), null, items);

    public MappingNode Mapping(IReadOnlyList<MappingEntry> entries, string? tag, int start, int end) =>
        new(text.Source, text.SpanOf(start, end), tag, entries);

    /// <summary>A number that follows from others; unknown when it is none.</summary>
    public ScalarNode Computed(double value, bool isWhole, int start, int end) =>
        double.IsNaN(value) || double.IsInfinity(value)
            ? Unknown(start, end)
            : new(text.Source, text.SpanOf(start, end), isWhole ? NodeTags.Integer : NodeTags.Float,
                value.ToString("R", CultureInfo.InvariantCulture), ScalarStyle.Plain);

    /// <summary>A known number; null for anything else.</summary>
    public static ScalarValue? Number(ConfigNode node) =>
        node is ScalarNode scalar && scalar.Read(ScalarSchema.Python) is { IsNumber: true } value ? value : null;

    /// <summary>What an operator makes of two values.</summary>
    public ConfigNode Operate(string operation, ConfigNode left, ConfigNode right, int start, int end)
    {
        if (Number(left) is { } one && Number(right) is { } other)
        {
            var areWhole = one.Kind == ScalarKind.Integer && other.Kind == ScalarKind.Integer;
            return operation switch
            {
                "+" => Computed(one.Number + other.Number, areWhole, start, end),
                "-" => Computed(one.Number - other.Number, areWhole, start, end),
                "*" => Computed(one.Number * other.Number, areWhole, start, end),
                "/" => Computed(one.Number / other.Number, false, start, end),
                "//" => Computed(Math.Floor(one.Number / other.Number), areWhole, start, end),
                "%" => Computed(one.Number - (other.Number * Math.Floor(one.Number / other.Number)), areWhole, start, end),
                "**" => Computed(Math.Pow(one.Number, other.Number), areWhole && other.Number >= 0, start, end),
                _ => Unknown(start, end),
            };
        }

        return (operation, left, right) switch
        {
            ("+", SequenceNode first, SequenceNode second) when first.Items.Count + second.Items.Count <= MostItems =>
                List([.. first.Items, .. second.Items], start, end),
            ("|", MappingNode { Tag: null } first, MappingNode { Tag: null } second)
                when first.Entries.Count + second.Entries.Count <= MostItems =>
                Mapping([.. first.Entries, .. second.Entries], null, start, end),
            ("*", SequenceNode { Items.Count: > 0 } items, _) when Number(right) is { Number: > 0 and <= 64 } times
                && items.Items.Count <= 16 && times.Number == Math.Floor(times.Number) =>
                List([.. Enumerable.Repeat(items.Items, (int)times.Number).SelectMany(item => item)], start, end),
            ("+", ScalarNode { Style: ScalarStyle.Quoted, Tag: null } first, ScalarNode { Style: ScalarStyle.Quoted, Tag: null } second)
                when first.Text.Length + second.Text.Length <= MostItems =>
                Text(first.Text + second.Text, start, end),
            _ => Unknown(start, end),
        };
    }
}
