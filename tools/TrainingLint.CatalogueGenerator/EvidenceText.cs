using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.CatalogueGenerator;

/// <summary>
/// The evidence of a dialect file: the keys at its margin that say how it is recognised. Our own files write it in a small part of YAML:
/// a scalar or a flow list behind a key, and under <c>recognised-by</c> one list whose items are flow mappings or blocks of such keys.
/// </summary>
internal sealed class EvidenceText
{
    private static readonly string[] Scalars = ["dialect", "framework", "loader", "duplicate-keys", "number-as-text", "flatten"];
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly List<Dictionary<string, object>> _conditions = [];

    private EvidenceText()
    {
    }

    /// <summary>The conditions, each with the values of its keys: a text, a list of texts or a mapping of paths to lists.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object>> Conditions => _conditions;

    /// <summary>The programs whose command lines are written in the dialect.</summary>
    public IReadOnlyList<string> Programs => _values.TryGetValue("programs", out var found) ? FlowText.Texts(found) : [];

    /// <summary>The text under a key at the margin; null where none is.</summary>
    public string? this[string key] => _values.TryGetValue(key, out var found) ? (string)found : null;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It writes its evidence in another form.</exception>
    public static EvidenceText Read(string text)
    {
        var evidence = new EvidenceText();
        var isCondition = false;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.Length == 0 || line.TrimStart()[0] == '#')
            {
                continue;
            }

            if (line[0] != ' ')
            {
                isCondition = line == "recognised-by:";
                evidence.AddAtMargin(line);
            }
            else if (isCondition)
            {
                evidence.AddToConditions(line);
            }
        }

        return evidence._values.ContainsKey("dialect") && evidence._conditions.Count > 0 ? evidence
            : throw new FormatException("'dialect' or 'recognised-by' is missing");
    }

    private void AddAtMargin(string line)
    {
        var (key, value) = Pair(line);
        if (Array.IndexOf(Scalars, key) >= 0)
        {
            _values[key] = FlowText.Read(value) as string ?? throw new FormatException("one text is wanted: " + line);
        }
        else if (key == "programs")
        {
            _values[key] = FlowText.Read(value);
        }
    }

    private void AddToConditions(string line)
    {
        if (line.StartsWith("  - {", StringComparison.Ordinal))
        {
            _conditions.Add(FlowText.Read(line.Substring(4)) as Dictionary<string, object>
                ?? throw new FormatException("a mapping is wanted: " + line));
            return;
        }

        if (line.StartsWith("  - ", StringComparison.Ordinal))
        {
            _conditions.Add(new Dictionary<string, object>(StringComparer.Ordinal));
        }
        else if (!line.StartsWith("    ", StringComparison.Ordinal) || line[4] == ' ' || _conditions.Count == 0)
        {
            throw new FormatException("conditions are indented by two, their keys by four: " + line);
        }

        var (key, value) = Pair(line.Substring(4));
        _conditions[_conditions.Count - 1].Add(key, FlowText.Read(value));
    }

    private static (string Key, string Value) Pair(string line) => line.IndexOf(':') is > 0 and var colon
        ? (line.Substring(0, colon), line.Substring(colon + 1).Trim()) : throw new FormatException("a key is wanted: " + line);
}
