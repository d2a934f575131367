using System.Collections.Generic;
using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Documents;

/// <summary>A node of a positioned document. Aliases are the very node that they name, so a document is a graph, not a tree.</summary>
public abstract class ConfigNode
{
    private protected ConfigNode(SourceFile source, Span span, string? tag)
    {
        Source = source;
        Span = span;
        Tag = tag;
    }

    /// <summary>The file in which the node is written.</summary>
    public SourceFile Source { get; }

    /// <summary>Where in the file.</summary>
    public Span Span { get; }

    /// <summary>Explicit tag such as <c>!new:torch.optim.Adam</c> or <c>tag:yaml.org,2002:float</c>; null without one.</summary>
    public string? Tag { get; }

    /// <summary>The node's place, for findings.</summary>
    public Place Place => new(Source.Path, Span.Line, Span.Column, Span.EndLine, Span.EndColumn);
}

/// <summary>Start and end in a file. Lines and columns start at 1; the end is exclusive.</summary>
public readonly record struct Span(int Line, int Column, int EndLine, int EndColumn);

/// <summary>How a scalar is written.</summary>
public enum ScalarStyle
{
    /// <summary>Without quotes: its type follows from its text.</summary>
    Plain,

    /// <summary>In quotes or as a block: text, unless a tag says otherwise.</summary>
    Quoted,
}

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

/// <summary>An ordered list.</summary>
public sealed class SequenceNode : ConfigNode
{
    internal SequenceNode(SourceFile source, Span span, string? tag, IReadOnlyList<ConfigNode> items)
        : base(source, span, tag) => Items = items;

    /// <summary>The items in order.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }
}
