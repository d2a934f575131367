namespace TrainingLint.Configs.Documents;

/// <summary>A single value.</summary>
public sealed class ScalarNode : ConfigNode
{
    internal ScalarNode(SourceFile source, Span span, string? tag, string text, ScalarStyle style)
        : base(source, span, tag)
    {
        Text = text;
        Style = style;
    }

    /// <summary>The value without quotes and escapes.</summary>
    public string Text { get; }

    /// <summary>How it is written.</summary>
    public ScalarStyle Style { get; }

    /// <summary>What a loader that follows the given schema makes of it.</summary>
    public ScalarValue Read(ScalarSchema schema) => ScalarResolver.Resolve(this, schema);
}
