using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Checks;

/// <summary>
/// The one number of a home-made file that stands in quotes, or the one count that is a switch: <c>batch_size: "32"</c> and
/// <c>epochs: true</c> among plain numbers. A file that quotes all its numbers is read by a program that converts them.
/// </summary>
internal static class QuotedNumbers
{
    private const int EnoughPlain = 2;

    private static readonly SettingKey[] Converted = [Facts.BatchSize, Facts.EffectiveBatchSize, Facts.Epochs, Facts.MaxSteps,
        Facts.WarmupSteps, Facts.WarmupEpochs, Facts.GradientAccumulation, Facts.WeightDecay, Facts.Momentum, Facts.LearningRate,
            Facts.Seed];

    // A switch there means "take the usual number".
    private static readonly SettingKey[] Counted = [Facts.BatchSize, Facts.EffectiveBatchSize, Facts.Epochs, Facts.MaxSteps,
        Facts.WeightDecay];

    private static readonly string[] Sizes = ["hidden_size", "hidden_dim", "d_model", "num_layers", "n_layers", "n_layer", "num_heads", "n_heads", "embed_dim",
        "embedding_dim", "num_classes", "kernel_size", "in_channels", "out_channels", "num_filters", "hidden_channels", "num_workers", "image_size", "img_size",
        "patch_size", "max_length", "max_seq_length", "latent_dim", "emb_dim", "num_hidden_layers", "num_attention_heads", "intermediate_size", "n_hidden"];

    public static void Observe(CheckedDocument document)
    {
        // yacs converts text to the type of its default, argparse what its type says.
        if (document.View.File.Format.Kind == FormatKind.CommandLine || document.View.Root.Tag == PythonRoots.Arguments
            || !(document.IsHomeMade || document.Dialect.Name is "openmmlab"))
        {
            return;
        }

        var leaves = document.Leaves.Where(leaf => IsCounted(leaf, Converted) || Sizes.Contains(leaf.Word)).ToArray();
        var quoted = leaves.Where(leaf => leaf.Entry.Value is ScalarNode { Style: ScalarStyle.Quoted, Tag: null, Text: var text }
            && ScalarResolver.AnyNumber(text) is not null && !IsName(text)).ToArray();
        if (quoted.Length == 1 && document.IsOwn(quoted[0].Entry.Value)
            && leaves.Count(leaf => leaf.Entry.Value is ScalarNode { Style: ScalarStyle.Plain }
                && document.Number(leaf) is not null) >= EnoughPlain)
        {
            document.Observe(new WrongTypeObservation(
                quoted[0].Entry.Value.Place, quoted[0].Path, "the text \"" + ((ScalarNode)quoted[0].Entry.Value).Text + "\"", "a number without quotes, as beside it",
                "unless the program converts it, the first comparison or product with it stops with a TypeError", Severity.Warning));
        }

        foreach (var leaf in leaves.Where(leaf => IsCounted(leaf, Counted) && leaf.Entry.Value is ScalarNode value
            && document.IsOwn(value)
            && value.Read(document.Dialect.Loader.Schema) is { Kind: ScalarKind.Boolean, Number: 1 }
                && value.Style == ScalarStyle.Plain && value.Text.Length == 4))
        {
            document.Observe(new WrongTypeObservation(
                leaf.Entry.Value.Place, leaf.Path, "the switch " + ((ScalarNode)leaf.Entry.Value).Text, "a number", "Python counts true as 1", Severity.Warning));
        }
    }

    // seed: "0000" is part of a file's name.
    private static bool IsName(string text) => text.Length > 1 && text[0] == '0' && text.All(char.IsDigit);

    private static bool IsCounted(Leaf leaf, SettingKey[] keys) =>
        Vocabulary.Numbers.Any(row => Array.IndexOf(keys, row.Key) >= 0 && row.Words.Contains(leaf.Word))
        || (Array.IndexOf(keys, Facts.LearningRate) >= 0 && RateKey.Of(leaf.Word) is not null);
}
