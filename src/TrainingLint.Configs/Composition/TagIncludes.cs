using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Composition;

/// <summary>
/// Puts the content of other files where a tag such as <c>!include:models/net.yaml</c> asks for it. References in an included file
/// are its own, so they are followed before it is put in place; keys written below the tag replace those of the file.
/// </summary>
internal sealed class TagIncludes(string tag, Func<SourceFile, string, ConfigNode, ParsedFile?> load)
{
    // Aliases make a document a graph: every node is looked at once, however many paths lead to it.
    private readonly Dictionary<ConfigNode, bool> _needsWork = [];
    private readonly Dictionary<ConfigNode, ConfigNode> _followed = [];
    private int _depth;

    /// <summary>The mapping with all includes in place.</summary>
    public MappingNode Expand(SourceFile file, MappingNode root) => (MappingNode)Expanded(file, root);

    private ConfigNode Expanded(SourceFile file, ConfigNode node)
    {
        if (_depth > DocumentLimits.Depth)
        {
            return node;
        }

        _depth++;
        var result = node.Tag is { } own && own.StartsWith(tag, StringComparison.Ordinal) ? Included(file, node, own.Substring(tag.Length))
            : WithChildren(file, node);
        _depth--;
        return result;
    }

    private ConfigNode WithChildren(SourceFile file, ConfigNode node)
    {
        switch (node)
        {
            case MappingNode mapping when mapping.Entries.Any(entry => NeedsWork(entry.Value)):
                return new MappingNode(mapping.Source, mapping.Span, mapping.Tag,
                    [.. mapping.Entries.Select(entry => entry with { Value = Expanded(file, entry.Value) })]);
            case SequenceNode sequence when sequence.Items.Any(NeedsWork):
                return new SequenceNode(sequence.Source, sequence.Span, sequence.Tag,
                    [.. sequence.Items.Select(item => Expanded(file, item))]);
            default:
                return node;
        }
    }

    // Most nodes hold no include at all; those keep their identity.
    private bool NeedsWork(ConfigNode node)
    {
        if (!_needsWork.TryGetValue(node, out var needs))
        {
            needs = node.Tag?.StartsWith(tag, StringComparison.Ordinal) == true
                || (node is MappingNode mapping && mapping.Entries.Any(entry => NeedsWork(entry.Value)))
                || (node is SequenceNode sequence && sequence.Items.Any(NeedsWork));
            _needsWork[node] = needs;
        }

        return needs;
    }

    private ConfigNode Included(SourceFile file, ConfigNode node, string reference)
    {
        if (load(file, reference, node) is not { } parsed)
        {
            return node;
        }

        var included = Expand(parsed.Source, (MappingNode)parsed.Roots[0]);
        if (node is MappingNode overrides)
        {
            included = DeepMerge.Over(included, new MappingNode(overrides.Source, overrides.Span, null, overrides.Entries));
        }

        var view = new ConfigView(parsed.Source, included);
        return Followed(included, new ReferenceResolver(view, Loaders.HyperPyYaml), 0);
    }

    private ConfigNode Followed(ConfigNode node, ReferenceResolver references, int depth)
    {
        if (depth > DocumentLimits.Depth)
        {
            return node;
        }

        if (_followed.TryGetValue(node, out var known))
        {
            return known;
        }

        ConfigNode result = node switch
        {
            MappingNode mapping =>
                new MappingNode(mapping.Source, mapping.Span, mapping.Tag,
                    [.. mapping.Entries.Select(entry => entry with { Value = Followed(entry.Value, references, depth + 1) })]),
            SequenceNode sequence =>
                new SequenceNode(sequence.Source, sequence.Span, sequence.Tag,
                    [.. sequence.Items.Select(item => Followed(item, references, depth + 1))]),
            _ => references.Follow(node, ""),
        };
        _followed[node] = result;
        return result;
    }
}
