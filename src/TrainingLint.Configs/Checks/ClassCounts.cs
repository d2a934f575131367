using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// A number of classes that is not that of the one well-known data set which a home-made file names. A note, since people train on parts
/// of them.
/// </summary>
internal static class ClassCounts
{
    private static readonly HashSet<string> Counts = new(["num_classes", "n_classes", "nb_classes", "num_class", "n_class", "nclass", "class_num"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> Names = new(["dataset", "data", "name", "type", "dataset_name", "data_name", "data_set", "train_dataset"],
        StringComparer.Ordinal);

    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["mnist"] = 10,
        ["fashion_mnist"] = 10,
        ["fashionmnist"] = 10,
        ["svhn"] = 10,
        ["cifar10"] = 10,
        ["cifar_10"] = 10,
        ["stl10"] = 10,
        ["cifar100"] = 100,
        ["cifar_100"] = 100,
        ["imagenet"] = 1000,
        ["imagenet1k"] = 1000,
        ["cityscapes"] = 19,
        ["ade20k"] = 150,
        ["modelnet40"] = 40,
        ["modelnet10"] = 10,
    };

    /// <summary>Notes a number of classes that the data set does not have.</summary>
    public static void Observe(CheckedDocument document)
    {
        if (!document.IsHomeMade || document.View.File.Format.Kind == FormatKind.CommandLine
            || document.Only(Counts) is not { } count || !document.IsOwn(count.Leaf.Entry.Value))
        {
            return;
        }

        var named = document.Leaves.Where(leaf => Names.Contains(leaf.Word) && leaf.Entry.Value is ScalarNode)
            .Select(leaf => KeyWords.Normalize(((ScalarNode)leaf.Entry.Value).Text)).Where(Known.ContainsKey).Distinct().ToArray();

        // One class more stands for the background, or for no class at all.
        if (named.Length == 1 && Known[named[0]] is var classes && count.Number != classes && count.Number != classes + 1)
        {
            document.Observe(new WrongTypeObservation(count.Leaf.Entry.Value.Place, count.Leaf.Path,
                ((ScalarNode)count.Leaf.Entry.Value).Text, FormattableString.Invariant($"{classes}, the classes of {named[0]}"),
                "a label without an output is an error of its index, and an output without a label is never trained", Severity.Info));
        }
    }
}
