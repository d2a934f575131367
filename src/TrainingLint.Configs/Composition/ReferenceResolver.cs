using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;

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
    public ConfigNode Follow(ConfigNode node, string path) =>
        _interpolation == Interpolation.None ? node : Follow(node, path, MostHops) ?? node;

    // Null when the references name each other in a circle.
    private ConfigNode? Follow(ConfigNode node, string path, int hops)
    {
        if (hops == 0)
        {
            return null;
        }

        if (node is not ScalarNode scalar)
        {
            return node;
        }

        if (TargetOf(scalar, path) is { } target)
        {
            return _view.Node(target) is { } next ? Follow(next, target, hops - 1) : node;
        }

        return Composed(scalar, path, hops - 1) ?? node;
    }

    private string? TargetOf(ScalarNode scalar, string path) => _interpolation switch
    {
        Interpolation.OmegaConf => OmegaConfReference.Target(scalar.Text.Trim(), path, _root),
        Interpolation.Common => OmegaConfReference.Target(scalar.Text.Trim(), path, _root) ?? MonaiTarget(scalar.Text.Trim()),
        Interpolation.MmEngine => MmEngineTarget(scalar),
        Interpolation.HyperPyYaml when HyperPyYamlReference.IsReference(scalar) => HyperPyYamlReference.Target(scalar),
        _ => null,
    };

    private ConfigNode? Composed(ScalarNode scalar, string path, int hops) => _interpolation switch
    {
        Interpolation.OmegaConf => OmegaConfReference.Resolve(scalar, path, _root, target => At(target, hops)),
        Interpolation.HyperPyYaml when HyperPyYamlReference.IsReference(scalar) =>
            HyperPyYamlReference.Compose(scalar, target => At(target, hops) is ScalarNode { Tag: null } part ? part.Text : null),
        _ => null,
    };

    // mmengine, config/config.py: "{{_base_.a.b}}" is a.b of the base files; with read_base() the name stands there by itself.
    private static string? MmEngineTarget(ScalarNode scalar)
    {
        var text = scalar.Text.Trim('{', '}', ' ', '"', '\'');
        return text.StartsWith("_base_.", System.StringComparison.Ordinal) ? text.Substring("_base_.".Length)
            : scalar.Tag == NodeTags.Unknown && text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.') ? text
            : null;
    }

    // MONAI, bundle/reference_resolver.py: "@a#b" or "@a::b" names the value under a, b.
    private static string? MonaiTarget(string text) =>
        text.Length > 1 && text[0] == '@' && text.IndexOf(' ') < 0 ? text.Substring(1).Replace("::", ".").Replace('#', '.') : null;

    private ConfigNode? At(string target, int hops) => _view.Node(target) is { } node ? Follow(node, target, hops) : null;
}
