using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>Finds the loss, the last layer and its normalization in a home-made config.</summary>
internal sealed class ObjectiveReader(RecipeScope scope, IReadOnlyList<Leaf> leaves)
{
    private static readonly string[] Losses = ["loss", "criterion", "loss_fn", "loss_function", "loss_func", "loss_name", "loss_type"];

    private static readonly string[] LastActivations =
        ["output_activation", "last_activation", "final_activation", "out_activation", "activation_last", "activation_out",
            "head_activation"];

    private static readonly string[] Outputs = ["num_classes", "n_classes", "num_outputs", "output_dim", "out_features", "output_size",
        "nb_classes"];
    private static readonly string[] Metrics = ["metric", "metrics", "eval_metric", "main_metric", "metric_name"];
    private static readonly string[] Devices = ["num_gpus", "n_gpus", "ngpus", "num_devices", "n_gpu", "gpus"];
    private static readonly string[] Normalizations = ["norm", "norm_layer", "normalization", "norm_type"];

    /// <summary>Sets what a recipe's file says of them, where it says one thing only.</summary>
    public void Fill(RecipeBuilder draft)
    {
        if (Only(Losses) is { } loss)
        {
            draft.Set(Facts.Loss, Values.Text(scope, loss.Entry.Value, loss.Path));
        }

        if (Only(LastActivations) is { } activation)
        {
            draft.Set(Facts.OutputActivation, Values.Text(scope, activation.Entry.Value, activation.Path));
        }

        if (Only(Outputs) is { } outputs)
        {
            draft.Set(Facts.Outputs, outputs.NumberIn(scope));
        }

        if (Only(Metrics) is { } metric)
        {
            draft.Set(Facts.Metric, Values.Text(scope, metric.Entry.Value, metric.Path));
        }

        FillNormalization(draft);
    }

    // A residual network whose normalization is said not to be frozen normalizes over its batch.
    private void FillNormalization(RecipeBuilder draft)
    {
        var thawed = leaves.FirstOrDefault(leaf => leaf.Word is "freeze_bn" or "frozen_bn");
        var named = Only(Normalizations);
        var isBatch = (thawed is not null && Values.Flag(scope, thawed.Entry.Value, thawed.Path).Is(false))
            || (named?.Entry.Value is ScalarNode { Text: { } name } && KeyWords.Normalize(name) is "bn" or "batch_norm" or "batch"
                or "batchnorm" or "batchnorm2d" or "batch_norm2d" or "bn2d");
        if (!isBatch)
        {
            return;
        }

        draft.Infer(Facts.BatchNormalization, true, "the words of the model");
        var isSynchronized = leaves.Any(leaf => leaf.Word.IndexOf("sync", StringComparison.Ordinal) >= 0);
        if (!isSynchronized && Only(Devices) is { } devices && devices.NumberIn(scope).TryGet(out var count) && count >= 2
            && draft.Get(Facts.BatchSize).TryGet(out var batch) && batch > 0)
        {
            var how = FormattableString.Invariant($"{batch} over {count} devices");
            draft.Set(Facts.SharedBatch, Setting<double>.Derived(batch / count, how, draft.Get(Facts.BatchSize)));
        }
    }

    private Leaf? Only(string[] words)
    {
        var found = leaves.Where(leaf => leaf.Entry.Value is ScalarNode && Array.IndexOf(words, leaf.Word) >= 0).Take(2).ToArray();
        return found.Length == 1 ? found[0] : null;
    }
}
