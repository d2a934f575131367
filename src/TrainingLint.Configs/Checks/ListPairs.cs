using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;

namespace TrainingLint.Configs.Checks;

/// <summary>Lists that go side by side, so that one entry of the first belongs to one of the second.</summary>
internal static class ListPairs
{
    private static readonly (string First, string Second, string Consequence)[] Pairs =
    [
        ("upsample_rates", "upsample_kernel_sizes", "the two are walked through together, so a layer is left out"),
        ("resblock_kernel_sizes", "resblock_dilation_sizes", "the two are walked through together, so a block is left out"),
        ("depths", "num_heads", "each stage has a depth and a number of heads"),
        ("depth", "num_heads", "each stage has a depth and a number of heads"),
        ("c_mults", "strides", "each level has a width and a stride"),
        ("depths", "embed_dims", "each stage has a depth and a width"),
        ("loss_names", "loss_weights", "each loss has one weight"),
        ("losses", "loss_weights", "each loss has one weight"),
        ("kernel_sizes", "strides", "each layer has a kernel and a stride"),
        ("datasets", "dataset_weights", "each data set has one weight"),
        ("dataset_names", "dataset_weights", "each data set has one weight"),
        ("dataset_list", "dataset_weights", "each data set has one weight"),
        ("lr_milestones", "lr_gammas", "each drop has a factor"),
        ("tasks", "task_weights", "each task has one weight"),
        ("filters", "kernel_sizes", EachLayer),
        ("num_filters", "kernel_sizes", EachLayer),
        ("filters", "filter_sizes", EachLayer),
        ("num_filters", "filter_sizes", EachLayer),
        ("filters", "strides", EachLayer),
        ("num_filters", "strides", EachLayer),
        ("kernel_sizes", "dilations", "each layer has a kernel and a dilation"),
        ("kernel_sizes", "paddings", "each layer has a kernel and a padding"),
        ("depths", "dims", "each stage has a depth and a width"),
        ("depths", "hidden_sizes", "each stage has a depth and a width"),
        ("depths", "sr_ratios", "each stage has a depth and a ratio"),
        ("embed_dims", "num_heads", "each stage has a width and a number of heads"),
        ("embed_dims", "sr_ratios", "each stage has a width and a ratio"),
    ];

    // The widths before, between and after the layers are one more than the layers (MONAI's UNet: channels and strides).
    private static readonly (string First, string Second, string Consequence)[] Fenced =
    [
        ("channels", "strides", "a stride lies between two widths, or beside each"),
        ("channels", "kernel_sizes", "a kernel lies between two widths, or beside each"),
        ("hidden_channels", "kernel_sizes", "a kernel lies between two widths, or beside each"),
        ("hidden_dims", "dropouts", "a dropout lies between two widths, or beside each"),
    ];

    private const string EachLayer = "each layer has a number of filters and a size of its own";

    // A kernel with a middle, as padding by (k - 1) / 2 on both sides needs to keep the length (wenet, NeMo and espnet assert it).
    private static readonly string[] OddKernels =
        ["cnn_module_kernel", "conv_kernel_size", "conformer_conv_kernel_size", "depthwise_conv_kernel_size", "conv_context_size",
            "postnet_kernel_size"];

    public static void Observe(CheckedDocument document)
    {
        foreach (var (firstWord, secondWord, consequence) in Pairs.Concat(Fenced))
        {
            var isFenced = Array.Exists(Fenced, pair => pair.First == firstWord && pair.Second == secondWord);
            foreach (var first in document.Leaves.Where(leaf => leaf.Word == firstWord && leaf.Entry.Value is SequenceNode))
            {
                var second = ListBeside(document, first, secondWord);
                var (expected, found) = (((SequenceNode)first.Entry.Value).Items.Count, second?.List.Items.Count ?? 0);
                if (second is { } other && found > 0 && expected > 0 && found != expected
                    && !(isFenced && Math.Abs(found - expected) == 1) && document.IsOwn(other.List))
                {
                    var wanted = FormattableString.Invariant($"{expected}, as many as '{first.Entry.Key.Text}' has");
                    document.Observe(new Core.Recipes.WrongTypeObservation(
                        other.List.Place, other.Path, FormattableString.Invariant($"a list of {found}"), "a list of " + wanted,
                            consequence, Core.Findings.Severity.Warning));
                }
            }
        }

        foreach (var kernel in document.Leaves.Where(leaf => OddKernels.Contains(leaf.Word)))
        {
            // Outside of a conformer, a kernel of this name also shortens its input on purpose (ByteFormer of ml-cvnets).
            if (document.Number(kernel) is > 0 and var size && size % 2 == 0
                && (kernel.Word != "conv_kernel_size" || kernel.ParentWord == "encoder")
                    && document.View.File.Text.IndexOf("causal", StringComparison.Ordinal) < 0)
            {
                document.ObserveUnfit(kernel, "an odd number", "the padding on both sides cannot be equal, so the length changes and the "
                    + "sum with the input is refused");
            }
        }
    }

    // A list of lists is no value of its own, so it is looked up in the mapping.
    private static (SequenceNode List, string Path)? ListBeside(CheckedDocument document, Leaf first, string word)
    {
        if (document.Beside(first, [word]) is { Entry.Value: SequenceNode flat } leaf)
        {
            return (flat, leaf.Path);
        }

        var path = first.ParentPath.Length == 0 ? word : first.ParentPath + "." + word;
        return document.View.Node(path) is SequenceNode list ? (list, path) : null;
    }
}
