using System;
using System.Collections.Generic;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>
/// The part of a document from which one recipe is read. Paths are relative to it; a leading <c>/</c> starts at the document's root.
/// Reading a value also notes what is odd about how it is written.
/// </summary>
internal sealed class RecipeScope
{
    private readonly ICollection<Observation> _observations;
    private readonly ReferenceResolver _references;
    private readonly string _referenceRoot;

    /// <summary>A scope at a path; references start at the document's root, or at <paramref name="referenceRoot"/> where a wrapped recipe is a document of its own.</summary>
    public RecipeScope(ConfigView view, Loader loader, ICollection<Observation> observations, string path = "", string? name = null,
        string referenceRoot = "")
    {
        View = view;
        Loader = loader;
        Path = path;
        Name = name ?? (path.Length > 0 ? path : "training");
        _observations = observations;
        _referenceRoot = referenceRoot;
        _references = new ReferenceResolver(view, loader, referenceRoot);
    }

    public ConfigView View { get; }

    public Loader Loader { get; }

    /// <summary>Path of the scope in its document; empty for the root.</summary>
    public string Path { get; }

    /// <summary>Name of the recipe.</summary>
    public string Name { get; }

    /// <summary>True when only other files complete the recipe, so that what is not here is unknown, not absent.</summary>
    public bool IsFragment { get; init; }

    /// <summary>The same document, seen from another path.</summary>
    public RecipeScope At(string path, string? name = null) =>
        new(View, Loader, _observations, path, name, _referenceRoot) { IsFragment = IsFragment };

    /// <summary>The same document, seen from a path under which a whole config is wrapped: references in it start there.</summary>
    public RecipeScope Wrapped(string path, string? name = null) =>
        new(View, Loader, _observations, path, name, path) { IsFragment = IsFragment };

    /// <summary>The same scope, as a part that other files complete.</summary>
    public RecipeScope AsFragment() => new(View, Loader, _observations, Path, Name, _referenceRoot) { IsFragment = true };

    public void Observe(Observation observation) => _observations.Add(observation);

    /// <summary>Notes a value that the framework refuses or misreads, where the file itself writes it; base files answer for their own.</summary>
    public void ObserveRefused(string path, string found, string wanted, string consequence, Severity severity = Severity.Error)
    {
        if (View.Node(Absolute(path)) is { } node && OriginOf(node) == Origin.File)
        {
            _observations.Add(new WrongTypeObservation(node.Place, Absolute(path), found, wanted, consequence, severity));
        }
    }

    /// <summary>Path in the document of a path in this scope.</summary>
    public string Absolute(string path) =>
        path.Length > 0 && path[0] == '/' ? path.Substring(1) : Path.Length == 0 ? path : path.Length == 0 ? Path : Path + "." + path;

    /// <summary>The node at a path, with references followed; null where nothing is.</summary>
    public ConfigNode? Node(string path) =>
        View.Node(Absolute(path)) is { } node ? _references.Follow(node, Absolute(path)) : null;

    /// <summary>Follows a reference that a node consists of.</summary>
    public ConfigNode Follow(ConfigNode node, string absolutePath) => _references.Follow(node, absolutePath);

    public bool Has(string path) => View.Has(Absolute(path));

    /// <summary>True when at least one path exists.</summary>
    public bool HasAny(params string[] paths) => Array.Exists(paths, Has);

    /// <summary>The entry at a path with its key; null where nothing is.</summary>
    public MappingEntry? Entry(string path) => View.Entry(Absolute(path));

    public MappingNode? Mapping(string path) => Node(path) as MappingNode;

    /// <summary>The text at a path, references followed; null where no text is or a reference leads nowhere.</summary>
    public string? Text(string path) =>
        Node(path) is ScalarNode scalar && scalar.Read(Loader.Schema).Kind != ScalarKind.Null && !Placeholders.IsPlaceholder(scalar)
            ? scalar.Text : null;

    /// <summary>True when the text at a path is one of the given ones, whatever the case.</summary>
    public bool IsAny(string path, params string[] texts) =>
        Text(path) is { } text && Array.Exists(texts, candidate => string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The number at a path as a setting, with its place.</summary>
    public Setting<double> Read(string path) => Values.Number(this, Node(path), Absolute(path));

    /// <summary>The number at a path; null where none is.</summary>
    public double? Number(string path) => Read(path) is { HasValue: true } setting && !double.IsNaN(setting.Or(0)) ? setting.Or(0) : null;

    /// <summary>True when a flag at a path is set.</summary>
    public bool IsTrue(string path) => Values.Flag(this, Node(path), Absolute(path)).Is(true);

    /// <summary>True when a flag at a path is written and off.</summary>
    public bool IsFalse(string path) => Values.Flag(this, Node(path), Absolute(path)).Is(false);

    /// <summary>Where a node's value comes from.</summary>
    public Origin OriginOf(ConfigNode node) => ReferenceEquals(node.Source, View.File) ? Origin.File : Origin.Inherited;
}
