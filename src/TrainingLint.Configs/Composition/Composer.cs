using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Composition;

/// <summary>Puts a document together with the base files that it names. Every node keeps the file and place where it is written.</summary>
internal sealed class Composer(ConfigFiles? files, BaseFiles bases, ICollection<Observation> observations)
{
    private const int MostFiles = 50;
    private const int LongestReference = 200;
    private const int MostNeighbours = 100;
    private const int LeastWitnesses = 3;

    private static readonly string[] Extensions = ["", ".yaml", ".yml", ".json"];
    private static readonly string[] AsWritten = [""];

    private readonly List<string> _chain = [];
    private readonly Dictionary<MappingNode, bool> _namesBases = [];
    private readonly Dictionary<MappingNode, MappingNode> _completed = [];
    private SourceFile? _file;
    private MappingNode? _inherited;
    private ScalarNode? _named;
    private int _files;
    private bool _isComplete = true;

    public ConfigView Compose(SourceFile file, MappingNode root)
    {
        _file = file;
        if (file.FullPath is { } path)
        {
            _chain.Add(path);
        }

        var composed = WithBases(file, root);
        if (bases.IncludeTag is { } tag)
        {
            composed = new TagIncludes(tag, Include).Expand(file, composed);
        }

        return new ConfigView(file, composed, _isComplete) { Files = files, Inherited = _inherited };
    }

    private MappingNode WithBases(SourceFile file, MappingNode root)
    {
        var whole = bases.InAnyMapping ? WithBasesOfChildren(file, root, 0) : root;
        MappingNode? inherited = null;
        foreach (var reference in References(file, root))
        {
            if (Load(file, reference) is { } loaded)
            {
                inherited = inherited is null ? loaded : Merge(inherited, loaded);
            }
        }

        if (ReferenceEquals(file, _file))
        {
            _inherited = inherited;
        }

        return inherited is null ? whole : Merge(inherited, whole);
    }

    /// <summary>A base file of an inner mapping completes that mapping only; without it, the rest of the document is still complete.</summary>
    private MappingNode WithBasesOfChildren(SourceFile file, MappingNode mapping, int depth)
    {
        if (depth >= DocumentLimits.Depth || !mapping.Entries.Any(entry => entry.Value is MappingNode child && NamesBases(child)))
        {
            return mapping;
        }

        var entries = mapping.Entries.Select(entry =>
            entry.Value is MappingNode child ? entry with { Value = ChildWithBases(file, child, depth + 1) } : entry);
        return new MappingNode(mapping.Source, mapping.Span, mapping.Tag, entries.ToArray());
    }

    private MappingNode ChildWithBases(SourceFile file, MappingNode child, int depth)
    {
        if (_completed.TryGetValue(child, out var known))
        {
            return known;
        }

        var isComplete = _isComplete;
        var whole = WithBasesOfChildren(file, child, depth);
        foreach (var reference in References(file, child))
        {
            if (Refusal(file, reference.Text, out _) is null && Load(file, reference) is { } loaded)
            {
                whole = Merge(loaded, whole);
            }
        }

        _isComplete = isComplete;
        return _completed[child] = whole;
    }

    // Aliases make a document a graph: every mapping is asked once, however many paths lead to it.
    private bool NamesBases(MappingNode mapping)
    {
        if (!_namesBases.TryGetValue(mapping, out var names))
        {
            names = mapping.Has(bases.Key) || mapping.Entries.Any(entry => entry.Value is MappingNode child && NamesBases(child));
            _namesBases[mapping] = names;
        }

        return names;
    }

    private IEnumerable<ScalarNode> References(SourceFile file, MappingNode root)
    {
        var references = bases.OtherKeys.Prepend(bases.Key).Select(key => References(root[key])).FirstOrDefault(found => found.Any()) ?? [];
        return bases.IsGuess ? references.Where(reference => IsReference(file, reference)) : references;
    }

    private static IEnumerable<ScalarNode> References(ConfigNode? node) => node switch
    {
        ScalarNode { Text.Length: > 0 } single => [single],
        SequenceNode list => list.Items.OfType<ScalarNode>().Where(item => item.Text.Length > 0),
        _ => [],
    };

    // Words like base, parent and include also hold models and packages; a file they name is there, or is named as one.
    private bool IsReference(SourceFile file, ScalarNode reference) =>
        reference.Text.Length < LongestReference && !Placeholders.IsPlaceholder(reference)
        && (IsConfig(reference.Text)
            || (file.FullPath is { } path && files is not null && reference.Text.IndexOfAny(Path.GetInvalidPathChars()) < 0
                && files.Read(Locate(Path.GetDirectoryName(path)!, reference.Text)) is not null));

    // An included file is one node among many, so a missing one leaves the rest of the document complete.
    private ParsedFile? Include(SourceFile from, string reference, ConfigNode node)
    {
        if (Refusal(from, reference, out var path) is { } refusal)
        {
            observations.Add(new UnresolvedObservation(node.Place, null, reference, refusal));
            return null;
        }

        return files!.Read(path);
    }

    private MappingNode? Load(SourceFile from, ScalarNode reference)
    {
        // What a base file cannot find is said once, where this file names that base.
        _named = _chain.Count <= 1 ? reference : _named;
        if (Refusal(from, reference.Text, out var path) is { } refusal)
        {
            _isComplete = false;
            var reason = ReferenceEquals(_named, reference) ? refusal : "it draws on '" + reference.Text + "', and " + refusal;
            observations.Add(new UnresolvedObservation(_named!.Place, bases.Key, _named.Text,
                reason)
            { IsBroken = path.Length > 0 && IsBroken(from, path) });
            return null;
        }

        var parsed = files!.Read(path)!;
        _chain.Add(path);
        var loaded = WithBases(parsed.Source, (MappingNode)parsed.Roots[0]);
        _chain.RemoveAt(_chain.Count - 1);
        return loaded;
    }

    private string? Refusal(SourceFile from, string reference, out string path)
    {
        path = "";
        if (reference.IndexOf("://", StringComparison.Ordinal) >= 0 || reference[0] == '~')
        {
            return "it lies outside of the repository";
        }

        if (files is null || from.FullPath is not { } fromPath || reference.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return "the text does not come from a file on disk";
        }

        var full = Locate(Path.GetDirectoryName(fromPath)!, reference);
        path = full;
        if (!files.IsInside(full))
        {
            return "it lies outside of the repository (" + (files.Root.Length > 0 ? "nothing above its root is read" : "") + ")";
        }

        if (_chain.Contains(full, StringComparer.Ordinal))
        {
            return "the files name each other in a circle";
        }

        return ++_files > MostFiles ? FormattableString.Invariant($"more than {MostFiles} base files are drawn in")
            : files.Read(full) is not { } parsed ? "there is no such readable file"
            : parsed.Roots.Count == 0 || parsed.Roots[0] is not MappingNode ? "it is no readable mapping"
            : null;
    }

    /// <summary>
    /// True when a base is missing although the configs beside this one find theirs in the same directory: a slip or a moved file.
    /// Where they miss something there as well, the checkout is incomplete, and nobody can tell.
    /// </summary>
    private bool IsBroken(SourceFile from, string missing)
    {
        if (from.FullPath is not { } path || files is null || files.Peek(missing) is not null)
        {
            return false;
        }

        // Who names the same missing file has not slipped in the same way: then it is the file that is not here.
        var directory = Path.GetDirectoryName(missing);
        var targets = files.Neighbours(path, MostNeighbours)
            .SelectMany(neighbour => TargetsOf(neighbour))
            .Where(target => Path.GetDirectoryName(target) == directory).ToArray();
        return targets.Length >= LeastWitnesses && Array.TrueForAll(targets, target => files.Peek(target) is not null);
    }

    private IEnumerable<string> TargetsOf(string neighbour) =>
        files!.Peek(neighbour) is { Roots.Count: > 0 } parsed && parsed.Roots[0] is MappingNode root
            ? References(root[bases.Key]).Select(reference => Target(neighbour, reference.Text)).OfType<string>()
            : [];

    private static string? Target(string from, string reference) =>
        reference.IndexOfAny(Path.GetInvalidPathChars()) >= 0 ? null
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from)!, reference));

    private string Locate(string directory, string reference)
    {
        var full = Path.GetFullPath(Path.Combine(directory, reference));
        for (var above = directory; above is not null
            && (above == directory || (bases.FromWorkingDirectory && files!.IsAtOrInside(above))); above = Path.GetDirectoryName(above))
        {
            foreach (var extension in bases.IsGuess ? Extensions : AsWritten)
            {
                var candidate = Path.GetFullPath(Path.Combine(above, reference + extension));
                if ((!bases.IsGuess || IsConfig(candidate)) && files!.Read(candidate) is not null)
                {
                    return candidate;
                }
            }
        }

        return full;
    }

    private static bool IsConfig(string path) =>
        Extensions.Any(extension => extension.Length > 0 && path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private MappingNode Merge(MappingNode weaker, MappingNode stronger) => DeepMerge.Over(weaker, stronger, bases);
}
