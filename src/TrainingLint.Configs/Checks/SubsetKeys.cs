using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Keys of a subset that stand in its data set, or in what all have in common, in a data set config of kohya's sd-scripts
/// (<c>library/config_util.py</c>: the distinct schemas of subsets, which the one of data sets does not take).
/// </summary>
internal static class SubsetKeys
{
    private static readonly string[] OfSubsets = ["is_reg", "image_dir", "metadata_file", "conditioning_data_dir"];

    /// <summary>Notes such keys; nothing for documents of another kind.</summary>
    /// <returns>True when something was noted.</returns>
    public static bool Observe(IEnumerable<MappingNode> roots, ICollection<Observation> observations)
    {
        var before = observations.Count;
        foreach (var root in roots)
        {
            if (root["datasets"] is not SequenceNode { Items.Count: > 0 } sets || !sets.Items.All(HasSubsets))
            {
                continue;
            }

            var places = sets.Items.Cast<MappingNode>().Select(set => (Key: "datasets", Node: set));
            if (root["general"] is MappingNode general)
            {
                places = places.Concat([("general", general)]);
            }

            foreach (var (key, node) in places)
            {
                foreach (var entry in node.Entries.Where(entry => OfSubsets.Contains(entry.Key.Text)))
                {
                    observations.Add(new WrongTypeObservation(entry.Key.Place, key + "." + entry.Key.Text,
                        entry.Key.Text + " in [" + (key == "general" ? key : "[datasets]") + "]",
                        "the key in [[datasets.subsets]]", "the loader stops with \"extra keys not allowed\"", Severity.Error));
                }
            }
        }

        return observations.Count > before;
    }

    private static bool HasSubsets(ConfigNode node) => node is MappingNode set && set["subsets"] is SequenceNode { Items.Count: > 0 } subsets
        && subsets.Items.All(subset => subset is MappingNode one && Array.Exists(OfSubsets, key => one.Has(key)));
}
