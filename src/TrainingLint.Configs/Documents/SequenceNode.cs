using System.Collections.Generic;

namespace TrainingLint.Configs.Documents;

/// <summary>An ordered list.</summary>
public sealed class SequenceNode : ConfigNode
{
    internal SequenceNode(SourceFile source, Span span, string? tag, IReadOnlyList<ConfigNode> items)
        : base(source, span, tag) => Items = items;

    /// <summary>The items in order.</summary>
    public IReadOnlyList<ConfigNode> Items { get; }
}
