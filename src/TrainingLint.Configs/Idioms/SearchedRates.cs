using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// Ranges of learning rates in the words of search libraries, as mappings under a rate's key that say how they draw and between what:
/// <c>{type: float, low: .., high: .., log: ..}</c> (Optuna, hydra-optuna-sweeper), <c>{type: range, bounds: [..], log_scale: ..}</c> (Ax),
/// <c>{_type: uniform, _value: [..]}</c> (NNI), <c>{space: uniform, lower: .., upper: ..}</c> (Ray Tune, Ludwig),
/// <c>{type: double, minval: .., maxval: ..}</c> (Determined). Bounds that are exponents say nothing here.
/// </summary>
internal static class SearchedRates
{
    private const int Deepest = 12;

    private static readonly string[] Kinds = ["type", "_type", "space", "distribution", "sampler"];
    private static readonly string[] Lows = ["low", "lower", "minval"];
    private static readonly string[] Highs = ["high", "upper", "maxval"];
    private static readonly string[] Pairs = ["bounds", "_value"];

    private static readonly string[] Even = ["float", "uniform", "quniform", "range", "real", "double"];
    private static readonly string[] ByOrder = ["loguniform", "qloguniform", "log_uniform", "reverse_log_uniform"];

    /// <summary>All ranges of a document, each with the path of its key.</summary>
    public static IReadOnlyList<SearchedRate> In(MappingNode root)
    {
        var found = new List<SearchedRate>();

        // Aliases within aliases make a small text a tree without end: a mapping is looked into once.
        Collect(root, "", Deepest, found, []);
        return found;
    }

    /// <summary>True for a key whose last part names a learning rate.</summary>
    public static bool IsRate(string key) => RateKey.Of(KeyWords.Normalize(DottedName.Last(key))) is not null;

    /// <summary>A number as written; null for anything else.</summary>
    public static double? NumberIn(ConfigNode? node) => node is ScalarNode scalar ? Number(scalar.Text) : null;

    /// <summary>A finite or infinite number; null for anything else.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number) ? number : null;

    private static void Collect(MappingNode mapping, string path, int levels, List<SearchedRate> found, HashSet<MappingNode> seen)
    {
        foreach (var entry in mapping.Written)
        {
            if (entry.Value is not MappingNode inner || !seen.Add(inner))
            {
                continue;
            }

            var at = path.Length == 0 ? entry.Key.Text : path + "." + entry.Key.Text;
            if (IsRate(entry.Key.Text) && Range(inner) is { } range)
            {
                found.Add(new(entry.Key.Place, at, range.Low, range.High, range.IsLinear));
            }
            else if (levels > 0)
            {
                Collect(inner, at, levels - 1, found, seen);
            }
        }
    }

    private static (double Low, double High, bool IsLinear)? Range(MappingNode range)
    {
        var kind = (First(range, Kinds) as ScalarNode)?.Text ?? "";
        var isByOrder = Array.IndexOf(ByOrder, kind) >= 0;
        if (!isByOrder && Array.IndexOf(Even, kind) < 0)
        {
            return null;
        }

        var pair = First(range, Pairs) is SequenceNode { Items.Count: >= 2 } both ? both.Items : null;
        var low = NumberIn(pair?[0] ?? First(range, Lows));
        var high = NumberIn(pair?[1] ?? First(range, Highs));
        return low is { } from && high is { } to && from < to ? (from, to, !isByOrder && !IsOn(range["log"]) && !IsOn(range["log_scale"])) : null;
    }

    private static ConfigNode? First(MappingNode mapping, string[] keys) =>
        keys.Select(key => mapping[key]).FirstOrDefault(node => node is not null);

    private static bool IsOn(ConfigNode? flag) => flag is not null && !(flag is ScalarNode { Text: "false" or "False" or "0" });
}
