using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Configs that leave the rate to their program, but say how long it trains, with which batches and for which loss.
/// </summary>
internal static class RunsWithoutRate
{
    private static readonly IReadOnlyCollection<string> Lengths = Of(Facts.Epochs);

    private static readonly IReadOnlyCollection<string> Batches = Of(Facts.BatchSize);

    private static readonly HashSet<string> Witnesses = new(
        "loss loss_fn loss_function criterion loss_weight pred_loss_weight optimizer optim weight_decay grad_clip_val gradient_clip_val".Split(' '),
        StringComparer.Ordinal);

    /// <summary>True where the keys of one level say all three.</summary>
    public static bool Are(ConfigView config)
    {
        var words = new HashSet<string>(config.Keys.Select(KeyWords.Normalize), StringComparer.Ordinal);
        return config.Root.Command is null && Lengths.Any(words.Contains) && Batches.Any(words.Contains) && Witnesses.Any(words.Contains);
    }

    private static IReadOnlyCollection<string> Of(SettingKey<double> key) =>
        Vocabulary.Numbers.First(row => ReferenceEquals(row.Key, key)).Words;
}
