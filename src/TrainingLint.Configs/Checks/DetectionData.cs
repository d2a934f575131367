using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Data files of YOLOv5 and its successors: folders of training and validation, the number of classes and their names
/// (<c>ultralytics/data/utils.py</c>, check_det_dataset; <c>nn/autobackend.py</c>, check_class_names). A file that says where its data is
/// downloaded from is a sample, some of which are too small to be split.
/// </summary>
internal static class DetectionData
{
    /// <summary>Notes what does not fit; nothing for documents of another kind.</summary>
    /// <returns>True when something was noted.</returns>
    public static bool Observe(ParsedFile parsed, ICollection<Observation> observations)
    {
        if (parsed.Source.Format != ConfigFormats.Yaml || parsed.Roots.Count != 1 || parsed.Roots[0] is not MappingNode root
            || root["train"] is not ScalarNode { Text.Length: > 0 } train || root["val"] is not ScalarNode { Text.Length: > 0 } val
            || !(root["names"] is SequenceNode or MappingNode) || root.Has("download"))
        {
            return false;
        }

        var before = observations.Count;
        if (train.Text.TrimEnd('/') == val.Text.TrimEnd('/') && train.Text.Length > 1)
        {
            observations.Add(new WrongTypeObservation(val.Place, "val", "val: " + val.Text, "pictures that are not trained on",
                "the measure of the run is taken on what it is trained on", Severity.Warning));
        }

        ObserveNames(root, observations);
        return observations.Count > before;
    }

    private static void ObserveNames(MappingNode root, ICollection<Observation> observations)
    {
        var names = root["names"]!;
        var count = names is SequenceNode list ? list.Items.Count : ((MappingNode)names).Entries.Count;
        if (root["nc"] is ScalarNode { Tag: null } nc && int.TryParse(nc.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var classes)
            && classes != count && count > 0)
        {
            observations.Add(new WrongTypeObservation(nc.Place, "nc", "nc: " + nc.Text,
                FormattableString.Invariant($"{count}, as many as there are names"), "training stops where the two do not match", Severity.Error));
        }

        if (names is MappingNode { Entries.Count: > 0 } mapping)
        {
            var keys = mapping.Entries.Select(entry => int.TryParse(entry.Key.Text, out var key) ? key : -1).ToArray();
            if (keys.All(key => key >= 0) && keys.Max() >= count)
            {
                observations.Add(new WrongTypeObservation(mapping.Entries[0].Key.Place, "names",
                    FormattableString.Invariant($"a class {keys.Max()} of {count}"), FormattableString.Invariant($"numbers from 0 to {count - 1}"),
                    "a label beyond the number of classes is refused", Severity.Error));
            }
        }
    }
}
