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
