using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Loading;

/// <summary>One document as a dialect sees it: composed with its base files, looked up by dotted paths.</summary>
internal sealed class ConfigView
{
    private readonly Dictionary<Type, object> _made = [];

    public ConfigView(SourceFile file, MappingNode root, bool isComplete = true)
    {
        File = file;
        Root = root;
        IsComplete = isComplete;
    }

    /// <summary>The file that is read; nodes from other files are inherited.</summary>
    public SourceFile File { get; }

    /// <summary>The composed document.</summary>
    public MappingNode Root { get; }

    /// <summary>What the base files say on their own; null without any.</summary>
    public MappingNode? Inherited { get; init; }

    /// <summary>False when a base file is missing, so that nothing can be called absent.</summary>
    public bool IsComplete { get; }

    /// <summary>Files of the repository, for documents that a config names but does not merge; null for text without a disk.</summary>
    public ConfigFiles? Files { get; init; }

    /// <summary>What is made once from the document, such as the list of its values.</summary>
    public T Once<T>(Func<MappingNode, T> make)
        where T : class
    {
        if (!_made.TryGetValue(typeof(T), out var made))
        {
            _made[typeof(T)] = made = make(Root);
        }

        return (T)made;
    }

    /// <summary>Top-level keys.</summary>
    public IEnumerable<string> Keys => Root.Entries.Select(entry => entry.Key.Text);

    /// <summary>The node at a dotted path such as <c>optimizer.params.0.lr</c>; null where nothing is.</summary>
    public ConfigNode? Node(string path) => Node(Root, path);

    /// <summary>The entry at a dotted path, with its key; null where nothing is or the path ends in a list.</summary>
    public MappingEntry? Entry(string path)
    {
        // A key may hold dots itself (names of environments and behaviors), so the last dot need not be the last step.
        for (var split = path.LastIndexOf('.'); split >= 0; split = split == 0 ? -1 : path.LastIndexOf('.', split - 1))
        {
            if (Node(path.Substring(0, split)) is MappingNode parent && parent.Find(path.Substring(split + 1)) is { } entry)
            {
                return entry;
            }
        }

        return Root.Find(path);
    }

    /// <summary>True when something stands at the path.</summary>
    public bool Has(string path) => Node(path) is not null;

    /// <summary>True when all paths exist.</summary>
    public bool HasAll(params string[] paths) => paths.All(Has);

    /// <summary>True when at least one path exists.</summary>
    public bool HasAny(params string[] paths) => paths.Any(Has);

    /// <summary>How many of the paths exist.</summary>
    public int Count(params string[] paths) => paths.Count(Has);

    /// <summary>The mapping at a path; null where something else or nothing is.</summary>
    public MappingNode? Mapping(string path) => Node(path) as MappingNode;

    /// <summary>The text of the scalar at a path; null where something else or nothing is.</summary>
    public string? Text(string path) => (Node(path) as ScalarNode)?.Text;

    /// <summary>True when the scalar at a path is one of the texts, whatever the case.</summary>
    public bool IsAny(string path, params string[] texts) =>
        Text(path) is { } text && texts.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The document that a path inside the config names: beside the file, or below one of the folders above it, as launchers
    /// resolve such paths from the folder where they are started. Null when there is none within the repository.
    /// </summary>
    public MappingNode? Companion(string reference)
    {
        if (Files is null || File.FullPath is null || reference.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
        {
            return null;
        }

        for (var folder = Path.GetDirectoryName(File.FullPath); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.GetFullPath(Path.Combine(folder, reference));
            if (Files.IsInside(candidate) && Files.Read(candidate) is { Roots.Count: > 0 } parsed && parsed.Roots[0] is MappingNode root)
            {
                return root;
            }

            if (!Files.IsInside(folder))
            {
                break;
            }
        }

        return null;
    }

    internal static ConfigNode? Node(ConfigNode from, string path)
    {
        var node = from;
        var start = 0;
        while (true)
        {
            var end = path.IndexOf('.', start);
            var next = Child(node, Segment(path, start, end));

            // Names of environments and behaviors may hold dots: then the key is longer than up to the next dot.
            while (next is null && end >= 0 && node is MappingNode { HasDottedKeys: true })
            {
                end = path.IndexOf('.', end + 1);
                next = Child(node, Segment(path, start, end));
            }

            if (next is null || end < 0)
            {
                return next;
            }

            node = next;
            start = end + 1;
        }
    }

    private static string Segment(string path, int start, int end) => end < 0 ? path.Substring(start) : path.Substring(start, end - start);

    private static ConfigNode? Child(ConfigNode node, string segment) => node switch
    {
        MappingNode mapping => mapping[segment],
        SequenceNode sequence when int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < sequence.Items.Count => sequence.Items[index],
        _ => null,
    };
}
