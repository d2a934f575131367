using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// The ranges from which searches draw learning rates: <c>lr: {min: ..., max: ...}</c> of Weights and Biases, where a missing distribution
/// is uniform, and <c>lr: interval(a, b)</c> of Hydra's sweepers, which is linear unless it is tagged (hydra/core/override_parser),
/// and what other search libraries write (<see cref="SearchedRates"/>).
/// </summary>
internal static class SweepRanges
{
    /// <summary>Notes the ranges of a document.</summary>
    public static void Observe(MappingNode root, ICollection<Observation> observations)
    {
        if (root["parameters"] is MappingNode parameters && root["method"] is ScalarNode)
        {
            ObserveBounds(parameters, "parameters", observations);
        }

        if (root["hydra"] is MappingNode hydra)
        {
            ObserveIntervals(hydra, observations);
        }

        foreach (var range in SearchedRates.In(root))
        {
            observations.Add(new SweepRangeObservation(range.Place, range.Path, range.Low, range.High, range.IsLinear));
        }
    }

    /// <summary>True for a document that says between which bounds a search draws learning rates.</summary>
    public static bool Holds(MappingNode root)
    {
        var observations = new List<Observation>();
        Observe(root, observations);
        return observations.Count > 0;
    }

    private static void ObserveBounds(MappingNode parameters, string path, ICollection<Observation> observations)
    {
        foreach (var entry in parameters.Entries.Where(entry => entry.Value is MappingNode))
        {
            var range = (MappingNode)entry.Value;
            var at = path + "." + entry.Key.Text;
            if (range["parameters"] is MappingNode inner)
            {
                ObserveBounds(inner, at + ".parameters", observations);
            }
            else if (SearchedRates.IsRate(entry.Key.Text) && SearchedRates.NumberIn(range["min"]) is { } low
                && SearchedRates.NumberIn(range["max"]) is { } high)
            {
                var distribution = (range["distribution"] as ScalarNode)?.Text ?? "uniform";

                // The bounds of log_uniform are exponents.
                if (distribution is not ("log_uniform" or "inv_log_uniform" or "q_log_uniform"))
                {
                    observations.Add(new SweepRangeObservation(entry.Key.Place, at, low, high, distribution is "uniform" or "q_uniform"));
                }
            }
        }
    }

    private static void ObserveIntervals(MappingNode hydra, ICollection<Observation> observations)
    {
        foreach (var leaf in LeafCollector.Collect(hydra).Where(leaf => SearchedRates.IsRate(leaf.Word) && leaf.Entry.Value is ScalarNode))
        {
            var text = ((ScalarNode)leaf.Entry.Value).Text.Replace(" ", "");
            var start = text.IndexOf("interval(", StringComparison.Ordinal);
            var parts = start < 0 ? [] : text.Substring(start + 9).TrimEnd(')').Split(',');
            if (parts.Length == 2 && SearchedRates.Number(parts[0]) is { } low && SearchedRates.Number(parts[1]) is { } high)
            {
                observations.Add(new SweepRangeObservation(leaf.Entry.Value.Place, "hydra." + leaf.Path, low, high,
                    text.IndexOf("log", StringComparison.Ordinal) < 0));
            }
        }
    }
}
