using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Linting.Configuration;

/// <summary>Turns a settings file into the lines that an <c>.editorconfig</c> would have, and says what in it means nothing.</summary>
internal sealed class SettingsReader
{
    private const string Prefix = "traininglint.";

    private static readonly string[] Levels = ["info", "warning", "error"];

    private static readonly Dictionary<string, string[]> WordsOfRuns = new(StringComparer.Ordinal)
    {
        ["severity"] = Levels,
        ["fail-on"] = [.. Levels, "never"],
        ["baseline"] = [],
    };

    private static readonly string[] KeysOfRoot = ["root", "select", "ignore", "exclude", "rules", "dialect", "per-file", .. WordsOfRuns.Keys];

    private static readonly string[] KeysOfFiles = ["select", "ignore", "rules", "dialect"];

    private readonly List<(PathPattern? Pattern, ConfiguredLine Line)> _lines = [];
    private readonly Dictionary<string, ConfiguredLine> _ofRuns = new(StringComparer.Ordinal);
    private readonly List<ConfigurationProblem> _problems = [];

    private SettingsReader()
    {
    }

    /// <summary>The lines in the order of the file, each with the files that it is about; null for all of them.</summary>
    public IReadOnlyList<(PathPattern? Pattern, ConfiguredLine Line)> Lines => _lines;

    /// <summary>What holds of whole runs, by its key.</summary>
    public IReadOnlyDictionary<string, ConfiguredLine> OfRuns => _ofRuns;

    /// <summary>What means nothing.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>True when settings further up do not count.</summary>
    public bool IsRoot { get; private set; }

    /// <summary>Reads a parsed file.</summary>
    /// <param name="parsed">The file.</param>
    /// <param name="table">Keys that lead to the settings, in a file that belongs to others as well.</param>
    /// <returns>Null where the table is not there.</returns>
    public static SettingsReader? Read(ParsedFile parsed, IReadOnlyList<string> table)
    {
        var reader = new SettingsReader();
        ConfigNode? node = parsed.Roots.Count > 0 ? parsed.Roots[0] : null;
        foreach (var key in table)
        {
            node = (node as MappingNode)?[key];
        }

        // Whose table is not found in a broken file of others is told by those others.
        if (table.Count > 0 && node is null)
        {
            return null;
        }

        foreach (var problem in parsed.Problems)
        {
            reader._problems.Add(new(new ConfiguredLine("the file", "", parsed.Source.Path, problem.Span.Line), problem.Message.TrimEnd('.')));
        }

        foreach (var duplicate in parsed.Duplicates.Where(_ => table.Count == 0))
        {
            reader.Refuse(duplicate.Last.Key, "it stands twice");
        }

        if (node is MappingNode root)
        {
            reader.ReadRoot(root);
        }
        else if (node is not null and not ScalarNode { Text: "" } && parsed.Problems.Count == 0)
        {
            reader.Refuse(node, "the file", "write a mapping with " + string.Join(", ", KeysOfRoot));
        }

        return reader;
    }

    private void ReadRoot(MappingNode root)
    {
        foreach (var entry in root.Entries)
        {
            var key = entry.Key.Text;
            if (key == "root")
            {
                IsRoot = Flag(entry);
            }
            else if (key == "exclude")
            {
                foreach (var pattern in Texts(entry))
                {
                    _lines.Add((new PathPattern(pattern.Text), LineOf(pattern, Prefix + "exclude", "true")));
                }
            }
            else if (key == "per-file")
            {
                ReadPatterns(entry);
            }
            else if (WordsOfRuns.TryGetValue(key, out var words))
            {
                ReadRunSetting(entry, words);
            }
            else
            {
                ReadChoices(entry, null, KeysOfRoot);
            }
        }
    }

    private void ReadPatterns(MappingEntry entry)
    {
        foreach (var pattern in Mapping(entry, "patterns of paths, each with " + string.Join(", ", KeysOfFiles)))
        {
            foreach (var choice in Mapping(pattern, string.Join(", ", KeysOfFiles)))
            {
                ReadChoices(choice, new PathPattern(pattern.Key.Text), KeysOfFiles);
            }
        }
    }

    private void ReadRunSetting(MappingEntry entry, string[] words)
    {
        if (entry.Value is not ScalarNode { Text.Length: > 0 } value)
        {
            Refuse(entry.Key, "write " + (words.Length == 0 ? "a path" : "one of " + string.Join(", ", words)));
        }
        else if (words.Length > 0 && !words.Contains(value.Text, StringComparer.Ordinal))
        {
            Refuse(entry.Key, "'" + value.Text + "' is none of " + string.Join(", ", words));
        }
        else
        {
            _ofRuns[entry.Key.Text] = LineOf(entry.Key, entry.Key.Text, value.Text);
        }
    }

    private void ReadChoices(MappingEntry entry, PathPattern? pattern, string[] known)
    {
        switch (entry.Key.Text)
        {
            case "select" or "ignore":
                _lines.Add((pattern, LineOf(entry.Key, Prefix + entry.Key.Text, string.Join(", ", Texts(entry).Select(text => text.Text)))));
                break;
            case "dialect" when entry.Value is ScalarNode { Text.Length: > 0 } name:
                _lines.Add((pattern, LineOf(entry.Key, Prefix + "dialect", name.Text)));
                break;
            case "dialect":
                Refuse(entry.Key, "write the name of a dialect");
                break;
            case "rules":
                foreach (var rule in Mapping(entry, "names or IDs of rules, each with a severity or with options"))
                {
                    ReadRule(rule.Value, Prefix + rule.Key.Text, rule.Key, pattern);
                }

                break;
            default:
                Refuse(entry.Key,
                    "there is no such key" + (NearestName.Question(entry.Key.Text, known) is { Length: > 0 } question ? question : ";")
                    + " write one of " + string.Join(", ", known));
                break;
        }
    }

    // A word is a severity; options may be nested by optimizer as deep as their names have dots.
    private void ReadRule(ConfigNode value, string path, ScalarNode key, PathPattern? pattern)
    {
        switch (value)
        {
            case ScalarNode scalar:
                var isSeverity = path == Prefix + key.Text;
                _lines.Add((pattern, LineOf(key, (isSeverity ? path + ".severity" : path).ToLowerInvariant(), scalar.Text)));
                break;
            case MappingNode options:
                foreach (var option in options.Entries)
                {
                    ReadRule(option.Value, path + "." + option.Key.Text, option.Key, pattern);
                }

                break;
            default:
                Refuse(key, "write a severity (error, warning, info, none) or options");
                break;
        }
    }

    private IEnumerable<MappingEntry> Mapping(MappingEntry entry, string wanted)
    {
        if (entry.Value is MappingNode mapping)
        {
            return mapping.Entries;
        }

        Refuse(entry.Key, "write " + wanted);
        return [];
    }

    private IEnumerable<ScalarNode> Texts(MappingEntry entry)
    {
        var values = entry.Value is SequenceNode list ? list.Items : [entry.Value];
        foreach (var value in values)
        {
            if (value is ScalarNode { Text.Length: > 0 } text)
            {
                yield return text;
            }
            else
            {
                Refuse(entry.Key, "write a list of texts");
            }
        }
    }

    private bool Flag(MappingEntry entry)
    {
        var text = (entry.Value as ScalarNode)?.Text;
        if (text is not ("true" or "false"))
        {
            Refuse(entry.Key, "write true or false");
        }

        return text == "true";
    }

    private void Refuse(ScalarNode key, string message) => Refuse(key, key.Text, message);

    private void Refuse(ConfigNode node, string key, string message) => _problems.Add(new(LineOf(node, key, ""), message));

    private static ConfiguredLine LineOf(ConfigNode node, string key, string value) => new(key, value, node.Source.Path, node.Span.Line);
}
