using System;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Formats;

/// <summary>Makes nodes of jsonnet's values, and of what operators make of them. What cannot be known is unknown.</summary>
internal sealed class JsonnetValues(SourceFile source)
{
    public ScalarNode Text(JsonnetToken token) =>
        new(source, source.SpanOf(token.Start, token.End), null, token.Text, ScalarStyle.Quoted);

    public ScalarNode Word(JsonnetToken token) => new(source, source.SpanOf(token.Start, token.End), null, token.Text, ScalarStyle.Plain);

    public ScalarNode Number(JsonnetToken token) => Number(token.Text, token.Start, token.End);

    public ScalarNode Unknown(int start, int end) =>
        new(source, source.SpanOf(start, end), NodeTags.Unknown, source.Text.Substring(start, Math.Min(end - start, 200)),
            ScalarStyle.Plain);

    public ConfigNode Negative(ConfigNode operand, int start, int end) =>
        Value(operand) is { } number ? Number((-number).ToString("R", CultureInfo.InvariantCulture), start, end) : Unknown(start, end);

    /// <summary>Numbers are computed, texts joined, lists put together, and objects laid over each other.</summary>
    public ConfigNode Combine(string sign, ConfigNode left, ConfigNode right, int start, int end)
    {
        switch (sign, left, right)
        {
            case ("+", MappingNode below, MappingNode above):
                return new MappingNode(source, source.SpanOf(start, end), null, [.. below.Written, .. above.Written]);
            case ("+", SequenceNode head, SequenceNode tail):
                return new SequenceNode(source, source.SpanOf(start, end), null, [.. head.Items, .. tail.Items]);
            case ("+", ScalarNode { Style: ScalarStyle.Quoted } head, ScalarNode { Style: ScalarStyle.Quoted } tail):
                return new ScalarNode(source, source.SpanOf(start, end), null, head.Text + tail.Text, ScalarStyle.Quoted);
        }

        return Value(left) is { } one && Value(right) is { } other && Computed(sign, one, other) is { } result && !double.IsNaN(result)
            && !double.IsInfinity(result)
            ? Number(result.ToString("R", CultureInfo.InvariantCulture), start, end)
            : Unknown(start, end);
    }

    private static double? Computed(string sign, double left, double right) => sign switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "%" => left % right,
        _ => null,
    };

    private static double? Value(ConfigNode node) =>
        node is ScalarNode { Style: ScalarStyle.Plain, Tag: NodeTags.Integer or NodeTags.Float } scalar
            ? ScalarResolver.AnyNumber(scalar.Text) : null;

    private ScalarNode Number(string text, int start, int end) =>
        new(source, source.SpanOf(start, end), text.All(c => char.IsDigit(c) || c == '-') ? NodeTags.Integer
            : NodeTags.Float, text, ScalarStyle.Plain);
}
