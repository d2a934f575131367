using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>One mapping of a dialect file. Whatever is asked of it and is not what is wanted becomes a problem, and so does what nobody asked for.</summary>
internal sealed class Section(MappingNode node, ICollection<DialectProblem> problems)
{
    private readonly List<string> _asked = [];

    /// <summary>The mapping itself.</summary>
    public ConfigNode Self => node;

    public IReadOnlyList<MappingEntry> Entries => node.Entries;

    public void Report(ConfigNode at, string message) => problems.Add(new DialectProblem(at.Place, message));

    public ConfigNode? Node(string key)
    {
        _asked.Add(key);
        return node[key];
    }

    public bool Has(string key) => node.Has(key);

    /// <summary>The text under a key; null where none is.</summary>
    public string? Text(string key)
    {
        if (Node(key) is not { } found)
        {
            return null;
        }

        if (found is ScalarNode scalar)
        {
            return scalar.Text;
        }

        Report(found, "'" + key + "' is a list or mapping where one text is wanted");
        return null;
    }

    /// <summary>The text under a key that must be there.</summary>
    public string Required(string key)
    {
        var text = Text(key);
        if (string.IsNullOrWhiteSpace(text) && (Has(key) ? node[key] is ScalarNode : true))
        {
            problems.Add(new DialectProblem((node[key] ?? node).Place, "'" + key + "' is missing or empty"));
        }

        return text ?? "";
    }

    /// <summary>The number under a key; null where none is.</summary>
    public double? Number(string key)
    {
        if (Node(key) is not { } found)
        {
            return null;
        }

        if (found is ScalarNode scalar && ScalarResolver.AnyNumber(scalar.Text) is { } number)
        {
            return number;
        }

        Report(found, "'" + key + "' is not a number");
        return null;
    }

    /// <summary>The texts under a key, which may hold one or a list of them; none where it is not there.</summary>
    public IReadOnlyList<string> Texts(string key) => Node(key) is { } found ? TextsOf(found, key) : [];

    public IReadOnlyList<string> TextsOf(ConfigNode found, string key)
    {
        ConfigNode[] items = found is SequenceNode list ? [.. list.Items] : [found];
        foreach (var item in items.Where(item => item is not ScalarNode))
        {
            Report(item, "'" + key + "' holds something that is no text");
        }

        return [.. items.OfType<ScalarNode>().Select(item => item.Text)];
    }

    /// <summary>One of a few words under a key; the fallback where none is.</summary>
    public T Word<T>(string key, T fallback, IReadOnlyDictionary<string, T> words) =>
        Text(key) is { } text ? Word((ScalarNode)node[key]!, text, key, fallback, words) : fallback;

    public T Word<T>(ConfigNode at, string text, string key, T fallback, IReadOnlyDictionary<string, T> words)
    {
        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        Report(at, "'" + text + "' is no " + key + "; known are " + string.Join(", ", words.Keys.OrderBy(word => word, StringComparer.Ordinal)));
        return fallback;
    }

    /// <summary>The mapping under a key; null where none is.</summary>
    public Section? Child(string key) => Node(key) is { } found ? Of(found, key) : null;

    /// <summary>The mappings under a key, which may hold one or a list of them.</summary>
    public IReadOnlyList<Section> Children(string key) => Node(key) switch
    {
        null => [],
        SequenceNode list => [.. list.Items.Select(item => Of(item, key)).OfType<Section>()],
        { } single => Of(single, key) is { } section ? [section] : [],
    };

    public Section? Of(ConfigNode found, string key)
    {
        if (found is MappingNode mapping)
        {
            return new Section(mapping, problems);
        }

        Report(found, "'" + key + "' is no mapping");
        return null;
    }

    /// <summary>Reports every key that was never asked for.</summary>
    public void Close()
    {
        foreach (var entry in node.Written.Where(entry => !_asked.Contains(entry.Key.Text)))
        {
            Report(entry.Key, "'" + entry.Key.Text + "' is not known here; known are " + string.Join(", ", _asked.Distinct().OrderBy(key => key, StringComparer.Ordinal)));
        }
    }
}
