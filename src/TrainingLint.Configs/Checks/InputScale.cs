using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Lists of transforms that load images as bytes, in a document that nowhere speaks of a scale: PaddlePaddle's <c>DecodeImage</c>
/// (<c>ppcls/data/preprocess/ops/operators.py</c>) and OpenMMLab's <c>LoadImageFromFile</c> (<c>mmcv/transforms/loading.py</c>) deliver 0 to
/// 255, and albumentations' <c>ToTensorV2</c> keeps them, other than torchvision's <c>ToTensor</c>.
/// </summary>
internal static class InputScale
{
    private const int Deepest = 12;

    private static readonly string[] Loaders = ["DecodeImage", "LoadImageFromFile", "ToTensorV2"];

    // YOLOX trains on bytes on purpose (arXiv:2107.08430, its data is not normalized).
    private static readonly string[] Scaling =
    [
        "normali", "standardi", "rescale", "preprocessor", "processor", "extractor", "mean", "std", "255", "tofloat", "intensity", "toscale",
        "convertimage", "todtype", "pixelscale", "inputscale", "yolox",
    ];

    /// <summary>Notes the first such list of a document whose parts are all known.</summary>
    public static void Observe(CheckedDocument document)
    {
        if (!document.View.IsComplete || document.View.File.Format.Kind == FormatKind.CommandLine)
        {
            return;
        }

        var lists = new List<(string Path, ScalarNode Loader)>();
        if (!Visit(document.View.Root, "", Deepest, lists, []) && lists.Count > 0)
        {
            var list = lists.FirstOrDefault(list => IsOfTraining(list.Path) && document.IsOwn(list.Loader));
            if (list.Loader is not null)
            {
                document.Observe(new UnscaledInputObservation(list.Loader.Place, list.Path, list.Loader.Text, Severity.Info));
            }
        }
    }

    private static bool IsOfTraining(string path) => path.IndexOf("train", StringComparison.OrdinalIgnoreCase) >= 0;

    // True as soon as anything speaks of a scale. Aliases within aliases make a small text a tree without end: a node is looked at once.
    private static bool Visit(ConfigNode node, string path, int levels, List<(string Path, ScalarNode Loader)> lists,
        HashSet<ConfigNode> seen)
    {
        if (levels < 0 || !seen.Add(node))
        {
            return false;
        }

        switch (node)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    if (SpeaksOfScale(entry.Key.Text) || Visit(entry.Value, path + "." + entry.Key.Text, levels - 1, lists, seen))
                    {
                        return true;
                    }
                }

                return false;
            case SequenceNode list:
                if (list.Items.Count >= 2 && list.Items.Select(NameOf).FirstOrDefault(name => name is not null
                    && Array.IndexOf(Loaders, DottedName.Last(name.Text)) >= 0) is { } loader)
                {
                    lists.Add((path.TrimStart('.'), loader));
                }

                foreach (var item in list.Items)
                {
                    if (Visit(item, path, levels - 1, lists, seen))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return node is ScalarNode scalar && SpeaksOfScale(scalar.Text);
        }
    }

    private static bool SpeaksOfScale(string text)
    {
        var letters = NameLetters.Of(text);
        return Array.Exists(Scaling, word => letters.IndexOf(word, StringComparison.Ordinal) >= 0);
    }

    // - DecodeImage: {...}, - type: DecodeImage, - _target_: a.b.DecodeImage.
    private static ScalarNode? NameOf(ConfigNode item) => item switch
    {
        MappingNode { Entries.Count: 1 } single when single.Entries[0].Value is not ScalarNode { Text.Length: > 0 } =>
            single.Entries[0].Key,
        MappingNode mapping => (mapping["type"] ?? mapping["name"] ?? mapping["_target_"] ?? mapping["class_path"]
            ?? mapping["__class_fullname__"]) as ScalarNode,
        _ => item as ScalarNode,
    };
}
