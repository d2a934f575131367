using System;
using System.Linq;
using TrainingLint.Configs.Dialects;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>Follows references inside one document, never further than a fixed number of hops and never by running code.</summary>
internal sealed class ReferenceResolver
{
    private const int MostHops = 16;

    private readonly ConfigView _view;
    private readonly Interpolation _interpolation;
    private readonly string _root;

    /// <summary>References within a view; absolute ones start at a path of it.</summary>
    public ReferenceResolver(ConfigView view, Loader loader, string root = "")
    {
        _view = view;
        _root = root.Length > 0 ? root + "." : "";
        _interpolation = loader.Interpolation;
    }

    /// <summary>The node that a reference finally names; the node itself when it is no reference or cannot be followed.</summary>
    public ConfigNode Follow(ConfigNode node, string path)
    {
        var current = node;
        var at = path;
        for (var hop = 0; hop < MostHops; hop++)
        {
            if (current is not ScalarNode scalar || TargetOf(scalar, at) is not { } target || _view.Node(target) is not { } next)
            {
                return current;
            }

            current = next;
            at = target;
        }

        return node;
    }

    private string? TargetOf(ScalarNode scalar, string path) => _interpolation switch
    {
        Interpolation.OmegaConf => OmegaConfTarget(scalar.Text.Trim(), path),
        Interpolation.Common => OmegaConfTarget(scalar.Text.Trim(), path) ?? MonaiTarget(scalar.Text.Trim()),
        Interpolation.HyperPyYaml when scalar.Tag is "!ref" or "!copy" => HyperPyYamlTarget(scalar.Text.Trim()),
        _ => null,
    };

    // ${a.b} is absolute, ${.b} a sibling, ${..b} a sibling of the parent.
    private string? OmegaConfTarget(string text, string path)
    {
        if (!text.StartsWith("${", StringComparison.Ordinal) || !text.EndsWith("}", StringComparison.Ordinal))
        {
            return null;
        }

        var inner = text.Substring(2, text.Length - 3).Trim();
        if (inner.Length == 0 || inner.Any(c => c is '$' or '{' or '}' or ':' or ' ' or ','))
        {
            return null;
        }

        var dots = inner.TakeWhile(c => c == '.').Count();
        var key = inner.Substring(dots).Replace("[", ".").Replace("]", "");
        if (dots == 0)
        {
            return _root + key;
        }

        var parents = path.Split('.');
        return dots > parents.Length ? null : string.Join(".", parents.Take(parents.Length - dots).Append(key));
    }

    // MONAI, bundle/reference_resolver.py: "@a#b" or "@a::b" names the value under a, b.
    private static string? MonaiTarget(string text) =>
        text.Length > 1 && text[0] == '@' && text.IndexOf(' ') < 0 ? text.Substring(1).Replace("::", ".").Replace('#', '.') : null;

    // !ref <a[b][c]>; with anything behind the bracket it is arithmetic or text, which is left unknown.
    private static string? HyperPyYamlTarget(string text) =>
        text.Length > 2 && text[0] == '<' && text.IndexOf('>') == text.Length - 1
            ? text.Substring(1, text.Length - 2).Replace("[", ".").Replace("]", "")
            : null;
}
