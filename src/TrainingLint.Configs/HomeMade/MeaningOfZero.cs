using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Zeros, and minus ones, by which home-made configs say something else than a number: no limit, off, as the rest. What a zero means is
/// asked from the program, from the files of the folder and from what stands beside it.
/// </summary>
internal sealed class MeaningOfZero(RecipeScope scope, IReadOnlyList<Leaf> leaves, ProgramBeside? program)
{
    private const double None = -1;

    private static readonly SettingKey[] BatchSizes = [Facts.BatchSize, Facts.EffectiveBatchSize];

    private static readonly SettingKey[] Counts = [.. BatchSizes, Facts.Epochs, Facts.MaxSteps, Facts.GradientAccumulation];

    /// <summary>True where another batch of the section is not empty: minibatch_size: 0 beside batch_size: 32 leaves one of two batches
    /// out, as that of a replay buffer.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="words">The words that name it.</param>
    /// <param name="leaf">The value.</param>
    public bool IsSwitchedOff(SettingKey<double> key, IReadOnlyCollection<string> words, Leaf leaf) =>
        BatchSizes.Contains(key) && leaf.NumberIn(scope).Is(0) && leaves.Any(other => other.ParentPath == leaf.ParentPath
            && other.Word != leaf.Word && words.Contains(other.Word) && other.NumberIn(scope).Or(0) > 0);

    /// <summary>
    /// True for a count of zero to which nobody counts: the program asks for it, a folder of files writes it, or it is the limit of a run
    /// in Python, config.max_steps = 0, beside a loop over epochs that stands elsewhere (deepinsight/insightface,
    /// recognition/arcface_mxnet).
    /// </summary>
    public bool IsNoLimit(SettingKey<double> key, Leaf leaf, Setting<double> setting) =>
        Counts.Contains(key) && setting.Is(0) && setting is { Text: { } text, Place: not null }
        && (program?.AsksForZero(leaf) == true || FolderHabits.Write(scope.View, leaf.Entry.Key.Text, text)
            || (key == Facts.MaxSteps && scope.View.File.Format.Kind == FormatKind.Code
                && leaf.Word.StartsWith("max_", StringComparison.Ordinal)));

    /// <summary>A rate, unknown where it is a zero or a minus one that a folder of files writes.</summary>
    public Setting<double> OfRate(Leaf leaf, Setting<double> rate) =>
        (rate.Is(0) || rate.Is(None)) && rate is { Text: { } text, Place: { } place }
        && FolderHabits.Write(scope.View, leaf.Entry.Key.Text, text)
            ? Setting<double>.Unresolved(text, leaf.Path, place)
            : rate;

    /// <summary>True for <c>classifier_lr: -1</c> beside <c>learning_rate: 0.1</c>: that part has no rate of its own.</summary>
    public static bool IsRateOfTheRest(Setting<double> rate) => rate.Is(None);

    /// <summary>True for a run of no steps at no rate, which trains nothing on purpose (google-research/big_vision: "eval-only by setting
    /// some dummies").</summary>
    public static bool TrainsNothing(RecipeBuilder draft) => draft.Get(Facts.LearningRate).Is(0) && draft.Get(Facts.MaxSteps).Is(0);
}
