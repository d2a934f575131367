using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;

namespace TrainingLint.Configs.Loading;

/// <summary>What a loader refuses of a file that is sound as a text: documents, anchors, keys, merges, tags and values of which it cannot make anything.</summary>
internal static class LoaderStrictness
{
    private const string CoreTags = "tag:yaml.org,2002:";
    private const string PythonTags = CoreTags + "python/";

    private static readonly HashSet<string> KnownTags = new(StringComparer.Ordinal)
    {
        "null", "bool", "int", "float", "binary", "timestamp", "omap", "pairs", "set", "str", "seq", "map",
    };

    /// <summary>Everything that the loader refuses, in order of the text.</summary>
    public static IReadOnlyList<DocumentProblem> Refused(ParsedFile parsed, Loader loader)
    {
        var refusals = parsed.Refusals.Where(refusal => Refuses(loader, refusal.Kind));
        if (parsed.Source.Format == ConfigFormats.Yaml)
        {
            refusals = refusals.Concat(Nodes(parsed).Select(node => OfNode(node, loader)).OfType<LoaderRefusal>());
        }

        return
        [
            .. refusals
                .OrderBy(refusal => (refusal.Span.Line, refusal.Span.Column))
                .Select(refusal => new DocumentProblem(refusal.Span, loader.Reader + " refuses the file: " + refusal.Message + ".")),
        ];
    }

    private static bool Refuses(Loader loader, RefusalKind kind) => kind switch
    {
        RefusalKind.SecondDocument => loader.TakesOneDocument,
        RefusalKind.DuplicateAnchor => loader.Schema != ScalarSchema.Yaml12,
        RefusalKind.ListAsKey => loader.Schema != ScalarSchema.Yaml12,
        RefusalKind.JsonComment => loader.RefusesJsonComments,
        _ => true,
    };

    private static LoaderRefusal? OfNode(ConfigNode node, Loader loader)
    {
        if (node.Tag is { } tag)
        {
            return OfTag(node, tag, loader);
        }

        if (node is ScalarNode { Style: ScalarStyle.Plain, Text: "=" or "<<" } sign)
        {
            return Impossible(sign, "'" + sign.Text + "' alone is a sign of YAML's own; put it into quotes");
        }

        return node is ScalarNode { Style: ScalarStyle.Plain } scalar && loader.Schema is ScalarSchema.Yaml11 or ScalarSchema.Yaml12
            && Timestamps.IsImpossible(scalar.Text)
            ? Impossible(scalar, "'" + scalar.Text + "' has the form of a date, and there is no such day or time; put it into quotes")
            : null;
    }

    private static LoaderRefusal? OfTag(ConfigNode node, string tag, Loader loader)
    {
        if (!tag.StartsWith(CoreTags, StringComparison.Ordinal))
        {
            // A tag of one's own begins with the sign; what a verbatim one names is nobody's.
            return loader.KnowsOwnTags && tag[0] == '!' ? null : Unknown(node, tag);
        }

        if (tag.StartsWith(PythonTags, StringComparison.Ordinal))
        {
            return loader.KnowsPythonTags ? null : Unknown(node, tag);
        }

        var name = tag.Substring(CoreTags.Length);
        if (!KnownTags.Contains(name))
        {
            return Unknown(node, "!!" + name);
        }

        return node is ScalarNode scalar ? OfTaggedText(scalar, name)
            : name is "int" or "float" or "bool" or "timestamp" or "binary" ? Impossible(node, "!!" + name + " stands before a list or mapping")
            : null;
    }

    private static LoaderRefusal? OfTaggedText(ScalarNode scalar, string name)
    {
        var text = scalar.Text.Replace("_", "").Trim();
        var isSound = name switch
        {
            "int" => ScalarResolver.ResolvePlain(text, ScalarSchema.Yaml11).Kind == ScalarKind.Integer,
            "float" => ScalarResolver.AnyNumber(text.ToLowerInvariant()) is not null || text.IndexOf(':') >= 0
                || text.TrimStart('+', '-').ToLowerInvariant() is "inf" or "infinity" or "nan",
            "bool" => text.ToLowerInvariant() is "yes" or "no" or "true" or "false" or "on" or "off",
            "timestamp" => Timestamps.IsPossible(scalar.Text),
            "binary" => IsBase64(scalar.Text),
            "map" or "set" or "seq" or "omap" or "pairs" => false,
            _ => true,
        };
        return isSound ? null : Impossible(scalar, "'" + scalar.Text + "' is no " + name + ", as its tag says");
    }

    // Python passes over what is no letter of base 64, and wants whole groups of four.
    private static bool IsBase64(string text)
    {
        var letters = text.Count(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/');
        var rest = letters % 4;
        return text.All(c => c < '\u0080') && rest != 1 && (rest == 0 || text.Count(c => c == '=') >= 4 - rest);
    }

    private static LoaderRefusal Unknown(ConfigNode node, string tag) =>
        new(RefusalKind.UnknownTag, node.Span, "it does not know the tag '" + tag + "'; put a text that begins with '!' into quotes");

    private static LoaderRefusal Impossible(ConfigNode node, string message) => new(RefusalKind.ImpossibleValue, node.Span, message);

    // Aliases make the document a graph; each node is asked once.
    private static IEnumerable<ConfigNode> Nodes(ParsedFile parsed)
    {
        var seen = new HashSet<ConfigNode>();
        var open = new Stack<ConfigNode>(parsed.Roots);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!seen.Add(node))
            {
                continue;
            }

            yield return node;
            foreach (var child in node switch
            {
                MappingNode mapping =>
                    mapping.Written.Select(entry => entry.Key).Where(key => key.Text != "<<")
                        .Concat(mapping.Written.Select(entry => entry.Value)).Concat(mapping.Merged),
                SequenceNode sequence => sequence.Items,
                _ => [],
            })
            {
                open.Push(child);
            }
        }
    }
}
