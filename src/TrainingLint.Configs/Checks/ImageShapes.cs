using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Reading;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// Numbers of a picture that must fit each other: patches that tile it (<c>dinov2/layers/patch_embed.py</c> asserts it, others cut the rest
/// off), crops that fit into it (torchvision's RandomCrop refuses a larger one), and one mean and deviation for each channel.
/// </summary>
internal static class ImageShapes
{
    private static readonly string[] Patches = ["patch_size"];
    private static readonly string[] Images = ["image_size", "img_size", "input_size", "resolution", "global_crops_size",
        "local_crops_size", "crop_size"];
    private static readonly string[] Crops = ["crop_size", "train_crop_size", "random_crop_size", "crop"];
    // Sizes that a picture has before it is cropped; image_size is as often what the model sees after crop and resize.
    private static readonly string[] Wholes = ["resize_size", "load_size", "scale_size", "resize_to"];
    private static readonly string[] Means = ["mean", "pixel_mean", "img_mean", "image_mean", "norm_mean", "means", "rgb_mean"];
    private static readonly string[] Deviations = ["std", "pixel_std", "img_std", "image_std", "norm_std", "stds", "rgb_std"];

    private const double LargestPatch = 64;

    // Below it, no picture is meant but a feature map or a factor.
    private const double SmallestImage = 16;

    public static void Observe(CheckedDocument document)
    {
        ObservePatches(document);
        ObserveWindows(document);
        foreach (var crop in document.Leaves.Where(leaf => Crops.Contains(leaf.Word)))
        {
            if (document.Beside(crop, Wholes) is { } whole && document.Number(crop) is { } part
                && document.Number(whole) is >= SmallestImage and var size
                && part > size && document.Beside(crop, ["padding", "pad"]) is null)
            {
                document.ObserveUnfit(
                    crop, FormattableString.Invariant($"at most {size}, which is '{whole.Entry.Key.Text}'"),
                        "a crop does not fit into a smaller picture");
            }
        }

        foreach (var deviation in document.Leaves.Where(leaf => Deviations.Contains(leaf.Word)))
        {
            if (document.Beside(deviation, Means) is { } mean && document.Numbers(mean) is { } means
                && document.Numbers(deviation) is { } deviations)
            {
                ObserveNormalization(document, deviation, mean, means, deviations);
            }
        }
    }

    private static void ObservePatches(CheckedDocument document)
    {
        // SigLIP cuts pictures of 384 into patches of 14 on purpose and lets the rest go. Large patches are tiles drawn from a picture,
        // and with a stride or an overlap of their own they need not tile it.
        if (document.Only(Patches) is not { Number: > 1 and <= LargestPatch } patch
            || document.Beside(patch.Leaf, ["overlap", "stride", "patch_stride", "patch_overlap", "step_size"]) is not null
            || document.View.File.Text.IndexOf("siglip", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return;
        }

        var images = document.Leaves.Where(leaf => Images.Contains(leaf.Word) && document.Number(leaf) is >= SmallestImage and var size
            && size > patch.Number).ToArray();
        var torn = Array.FindAll(images, image => document.Number(image) % patch.Number != 0);
        if (torn.Length == 0 || (torn.Length < images.Length && torn[0].ParentPath != patch.Leaf.ParentPath && !IsCropOfTeacher(torn[0])))
        {
            return;
        }

        // Where none of the sizes fits, the patch is the odd one.
        var isPatch = torn.Length == images.Length && document.IsOwn(patch.Leaf.Entry.Value);
        var size = document.Number(torn[0])!.Value;
        document.ObserveUnfit(
            isPatch ? patch.Leaf : torn[0],
            isPatch ? FormattableString.Invariant($"a divisor of {size}, which is '{torn[0].Entry.Key.Text}'")
                : FormattableString.Invariant($"a multiple of {patch.Number}, which is '{patch.Leaf.Entry.Key.Text}'"),
            "patches that do not tile the picture are refused, or cut its edge off");
    }

    // microsoft/Swin-Transformer, models/swin_transformer.py: each stage is cut into windows and halved; a stage that is smaller than one
    // window is a window of its own. The picture has 224 and the patch 4 where the file does not say (config.py).
    private static void ObserveWindows(CheckedDocument document)
    {
        if (document.Dialect.Name != "swin" || document.Only(["window_size"]) is not { Number: > 1 } window)
        {
            return;
        }

        var side = (document.Only(["img_size"])?.Number ?? 224) / (document.Only(Patches)?.Number ?? 4);
        var stages = document.Leaves.FirstOrDefault(leaf => leaf.Word == "depths") is { } depths ? document.Numbers(depths)?.Count ?? 4 : 4;
        for (var stage = 0; stage < stages && side > window.Number; stage++, side /= 2)
        {
            if (side % window.Number != 0)
            {
                document.ObserveUnfit(
                    window.Leaf, FormattableString.Invariant($"a divisor of {side}, the side of stage {stage + 1}"),
                        "the picture cannot be cut into whole windows, and the model stops at its first batch");
                return;
            }
        }
    }

    private static bool IsCropOfTeacher(Leaf leaf) => leaf.Word.EndsWith("crops_size", StringComparison.Ordinal);

    private static void ObserveNormalization(
        CheckedDocument document, Leaf deviation, Leaf mean, IReadOnlyList<double> means, IReadOnlyList<double> deviations)
    {
        if (means.Count != deviations.Count && means.Count > 1 && deviations.Count > 1)
        {
            var shorter = means.Count < deviations.Count ? mean : deviation;
            document.ObserveUnfit(
                shorter, FormattableString.Invariant($"a list of {Math.Min(means.Count, deviations.Count)}"),
                FormattableString.Invariant($"one number for each channel, {Math.Max(means.Count, deviations.Count)} as beside it"),
                "the two are applied channel by channel");
        }
        else if (deviations.Any(one => one <= 0))
        {
            document.ObserveUnfit(deviation, FormattableString.Invariant($"a deviation of {deviations.Min()}"), "numbers above 0",
                "pixels are divided by it");
        }
        else if (means.Count > 0 && means.All(one => one is > 0 and < 1) && deviations.All(one => one > 2))
        {
            document.ObserveUnfit(
                deviation, "deviations as of pixels up to 255", "deviations in the unit of the means, which lie below 1",
                "pixels from 0 to 1 divided by these are all but zero");
        }
    }
}
