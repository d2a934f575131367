using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.Checks;

/// <summary>A number of classes beside a list of their names that has another length (ultralytics' data files: nc and names).</summary>
internal static class ClassNames
{
    private static readonly HashSet<string> Counts =
        new(["num_classes", "n_classes", "nb_classes", "num_class", "n_class", "nclass", "class_num", "nc", "num_labels", "n_labels"],
            StringComparer.Ordinal);

    private static readonly string[] Lists =
        ["names", "class_names", "classes", "labels", "label_names", "label_list", "class_list", "class_labels", "categories"];

    public static void Observe(CheckedDocument document)
    {
        if (document.View.File.Format.Kind == FormatKind.CommandLine)
        {
            return;
        }

        foreach (var count in document.Leaves.Where(leaf => Counts.Contains(leaf.Word) && document.IsOwn(leaf.Entry.Value)))
        {
            // A class more or less is the background, which has an output without a name or a name without an output.
            if (document.Number(count) is > 0 and var number && number == Math.Floor(number) && NamesBeside(document, count) is { } names
                && Math.Abs(names.Length - number) > 1)
            {
                document.ObserveUnfit(count, FormattableString.Invariant($"{names.Length}, as many as '{names.Key}' has"),
                    "a class without an output is an error of its index, and an output without a class is never trained");
            }
        }
    }

    private static (string Key, int Length)? NamesBeside(CheckedDocument document, Leaf count)
    {
        var above = count.ParentPath.Length == 0 ? document.View.Root : document.View.Node(count.ParentPath) as MappingNode;
        var lists = above?.Entries.Where(entry => Lists.Contains(KeyWords.Normalize(entry.Key.Text)))
            .Select(entry => (entry.Key.Text, Length: LengthOf(entry.Value))).Where(list => list.Length > 1).ToArray() ?? [];
        return lists.Length == 1 ? lists[0] : null;
    }

    // [cat, dog], or {0: cat, 1: dog}; numbers choose among classes, and several names may mean one of them.
    private static int LengthOf(ConfigNode node) => node switch
    {
        SequenceNode list when list.Items.All(IsName) => list.Items.Count,
        MappingNode mapping when mapping.Entries.All(entry => entry.Key.Text.All(char.IsDigit) && IsName(entry.Value)) =>
            mapping.Entries.Count,
        _ => 0,
    };

    private static bool IsName(ConfigNode node) => node is ScalarNode { Tag: null, Text: { Length: > 0 } text } && text.Any(char.IsLetter);
}
