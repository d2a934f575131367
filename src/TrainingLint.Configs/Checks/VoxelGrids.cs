using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Grids and anchors of OpenPCDet: the cells that a range is cut into must be halved four times by the sparse backbone
/// (<c>docs/CUSTOM_DATASET_TUTORIAL.md</c>: a multiple of 16 along x and y, 40 along z), and anchors belong to classes.
/// </summary>
internal static class VoxelGrids
{
    private static readonly string[] Backbones = ["VoxelBackBone8x", "VoxelResBackBone8x"];

    public static void Observe(CheckedDocument document)
    {
        if (document.Dialect.Name != "openpcdet")
        {
            return;
        }

        ObserveGrid(document);
        ObserveAnchors(document);
    }

    private static void ObserveGrid(CheckedDocument document)
    {
        var range = document.Leaves.FirstOrDefault(leaf => leaf.Segments[leaf.Segments.Count - 1] == "POINT_CLOUD_RANGE");
        var voxel = document.Leaves.FirstOrDefault(leaf => leaf.Segments[leaf.Segments.Count - 1] == "VOXEL_SIZE");
        if (range is null || voxel is null || document.Numbers(range) is not { Count: 6 } bounds
            || document.Numbers(voxel) is not { Count: 3 } sides
            || sides.Any(side => side <= 0) || document.View.Node("MODEL.BACKBONE_3D.NAME") is not ScalarNode { Text: var backbone }
            || !Backbones.Contains(backbone))
        {
            return;
        }

        for (var axis = 0; axis < 3; axis++)
        {
            var cells = (bounds[axis + 3] - bounds[axis]) / sides[axis];
            var isFit = Math.Abs(cells - Math.Round(cells)) < 0.01
                && (axis == 2 ? Math.Round(cells) == 40 || document.View.Has("MODEL.BACKBONE_3D.NUM_FILTERS") : Math.Round(cells) % 16 == 0);
            if (!isFit)
            {
                var odd = document.IsOwn(range.Entry.Value) ? range : voxel;
                document.ObserveUnfit(odd, FormattableString.Invariant($"{Math.Round(cells, 2)} cells along {"xyz"[axis]}"),
                    axis == 2 ? "40 cells" : "a multiple of 16 cells", "the backbone halves the grid, and its maps do not fit together otherwise");
                return;
            }
        }
    }

    private static void ObserveAnchors(CheckedDocument document)
    {
        if (document.View.Node("CLASS_NAMES") is not SequenceNode names
            || document.View.Node("MODEL.DENSE_HEAD.ANCHOR_GENERATOR_CONFIG") is not SequenceNode anchors)
        {
            return;
        }

        var classes = names.Items.OfType<ScalarNode>().Select(name => name.Text).ToArray();
        foreach (var anchor in anchors.Items.OfType<MappingNode>().Where(document.IsOwn))
        {
            if (anchor["class_name"] is ScalarNode name && !classes.Contains(name.Text))
            {
                document.Observe(new WrongTypeObservation(name.Place, "ANCHOR_GENERATOR_CONFIG.class_name", name.Text, "one of " + string.Join(", ", classes),
                    "anchors of a class that is not in CLASS_NAMES change the number of outputs, and training stops", Severity.Error));
            }

            if (Number(anchor, "matched_threshold") is { } matched && Number(anchor, "unmatched_threshold") is { } unmatched && unmatched > matched)
            {
                document.Observe(new WrongTypeObservation(anchor["unmatched_threshold"]!.Place, "ANCHOR_GENERATOR_CONFIG.unmatched_threshold",
                    FormattableString.Invariant($"{unmatched} above a matched_threshold of {matched}"), "at most the other",
                    "an anchor between the two is an object and background at once", Severity.Warning));
            }
        }
    }

    private static double? Number(MappingNode mapping, string key) =>
        mapping[key] is ScalarNode scalar ? ScalarResolver.AnyNumber(scalar.Text) : null;
}
