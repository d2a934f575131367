using System;
using System.Collections.Generic;
using System.Globalization;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// The DeepSpeed file that a Hugging Face recipe names under <c>deepspeed</c>. Literal numbers in it must equal those of the recipe,
/// or the trainer stops before the first step (<c>transformers/integrations/deepspeed.py</c>, trainer_config_process and _finalize).
/// </summary>
internal static class DeepSpeedCompanion
{
    private const string Micro = "train_micro_batch_size_per_gpu";
    private const string Accumulation = "gradient_accumulation_steps";
    private const string Total = "train_batch_size";

    // What DeepSpeed calls a setting, and the fact that must equal it.
    private static readonly IReadOnlyList<(string Path, SettingKey<double> Fact)> Twins =
    [
        (Micro, Facts.BatchSize),
        (Accumulation, Facts.GradientAccumulation),
        ("gradient_clipping", Facts.GradientClipNorm),
        ("optimizer.params.lr", Facts.LearningRate),
        ("optimizer.params.eps", Facts.Epsilon),
        ("optimizer.params.weight_decay", Facts.WeightDecay),
        ("optimizer.params.betas.0", Facts.Beta1),
        ("optimizer.params.betas.1", Facts.Beta2),
        ("scheduler.params.warmup_max_lr", Facts.LearningRate),
    ];

    /// <summary>Notes every number in which the two files contradict each other.</summary>
    public static void Observe(RecipeScope scope, RecipeBuilder draft, string batchKey)
    {
        if (scope.Entry("deepspeed") is not { } entry || Find(scope, entry.Value) is not { } config)
        {
            return;
        }

        foreach (var (path, fact) in Twins)
        {
            if (Number(config, path) is { } theirs && draft.Get(fact).TryGet(out var ours) && !Same(ours, theirs))
            {
                Note(draft.Get(fact), path, theirs);
            }
        }

        ObserveScheduler(scope, config);

        // A steps count that the recipe leaves to a ratio is only known to the trainer.
        if (Number(config, "scheduler.params.warmup_num_steps") is { } warmup && draft.Get(Facts.WarmupSteps) is { IsWritten: true } steps
            && steps.Or(0) > 0 && !Same(steps.Or(0), warmup))
        {
            Note(steps, "scheduler.params.warmup_num_steps", warmup);
        }

        if (Number(config, Total) is { } total && draft.Get(Facts.BatchSize).TryGet(out var micro)
            && draft.Get(Facts.GradientAccumulation).TryGet(out var accumulation)
            && micro * accumulation > 0 && total % (micro * accumulation) != 0)
        {
            Note(draft.Get(Facts.BatchSize), Total, total, ", which no number of devices makes of this batch and accumulation");
        }

        void Note(Setting ours, string path, double theirs, string because = "")
        {
            var key = ours.Key ?? (ReferenceEquals(ours, draft.Get(Facts.BatchSize)) ? batchKey : "deepspeed");
            var written = ours.IsWritten ? KeyWords.LastSegment(key) + ": " + ours.Text : "deepspeed: " + ((entry.Value as ScalarNode)?.Text ?? "{...}");
            var reason = FormattableString.Invariant($"the DeepSpeed file sets {path} to {theirs.ToString("R", CultureInfo.InvariantCulture)}{because}, and transformers stops while the two differ; write \"auto\" there");
            scope.Observe(new WithoutEffectObservation(ours.Place ?? entry.Key.Place, key, written, reason, Severity.Warning));
        }
    }

    // transformers/integrations/deepspeed.py, deepspeed_optim_sched: a scheduler in the file is taken, and lr_scheduler_type never read.
    private static void ObserveScheduler(RecipeScope scope, MappingNode config)
    {
        if (ConfigView.Node(config, "scheduler.type") is not ScalarNode { Text: var theirs } || scope.Entry("lr_scheduler_type") is not { Value: ScalarNode ours } entry
            || scope.OriginOf(entry.Key) != Origin.File || Placeholders.IsPlaceholder(ours) || IsSame(ours.Text, theirs))
        {
            return;
        }

        scope.Observe(new WithoutEffectObservation(
            entry.Key.Place,
            scope.Absolute("lr_scheduler_type"),
            entry.Key.Text + ": " + ours.Text,
            "the DeepSpeed file has a scheduler of its own, " + theirs + ", which transformers takes; delete it there, or name the same schedule",
            Severity.Warning));
    }

    private static bool IsSame(string ours, string theirs) => theirs switch
    {
        "WarmupDecayLR" => ours is "linear" or "polynomial",
        "WarmupLR" => ours is "constant_with_warmup" or "constant",
        "WarmupCosineLR" => ours.StartsWith("cosine", StringComparison.Ordinal),
        _ => true,
    };

    private static MappingNode? Find(RecipeScope scope, ConfigNode node) => node switch
    {
        MappingNode inline => inline,
        ScalarNode { Text.Length: > 0 } path when !Placeholders.IsPlaceholder(path) => scope.View.Companion(path.Text),
        _ => null,
    };

    private static double? Number(MappingNode config, string path) =>
        ConfigView.Node(config, path) is ScalarNode scalar && scalar.Read(ScalarSchema.Yaml11WithExponents) is { IsNumber: true } value
            ? value.Number : null;

    private static bool Same(double one, double other) => Math.Abs(one - other) <= 1e-12 * Math.Max(Math.Abs(one), Math.Abs(other));
}
