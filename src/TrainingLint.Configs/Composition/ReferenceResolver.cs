using TrainingLint.Configs.Dialects;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Composition;

/// <summary>Follows references inside one document, never further than a fixed number of hops and never by running code.</summary>
internal sealed class ReferenceResolver
{
    private const int MostHops = 16;

    private readonly ConfigView _view;
    private readonly Interpolation _interpolation;

    public ReferenceResolver(ConfigView view, Loader loader)
    {
        _view = view;
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
        Interpolation.OmegaConf => OmegaConfReference.Target(scalar.Text.Trim(), path),
        Interpolation.HyperPyYaml when HyperPyYamlReference.IsReference(scalar) => HyperPyYamlReference.Target(scalar),
        _ => null,
    };

    private ConfigNode? Composed(ScalarNode scalar, string path, int hops) => _interpolation switch
    {
        Interpolation.OmegaConf => OmegaConfReference.Resolve(scalar, path, target => At(target, hops)),
        Interpolation.HyperPyYaml when HyperPyYamlReference.IsReference(scalar) =>
            HyperPyYamlReference.Compose(scalar, target => At(target, hops) is ScalarNode { Tag: null } part ? part.Text : null),
        _ => null,
    };

    private ConfigNode? At(string target, int hops) => _view.Node(target) is { } node ? Follow(node, target, hops) : null;
}
