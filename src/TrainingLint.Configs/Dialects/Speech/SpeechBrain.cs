using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Speech;

/// <summary>
/// speechbrain/speechbrain in HyperPyYAML: <c>speechbrain/core.py</c>, <c>utils/run_opts.py</c>, <c>nnet/schedulers.py</c>. Every node tagged
/// with a class of <c>torch.optim</c> is an optimizer and so a recipe; its scheduler is the one that starts from the same rate.
/// Other projects write HyperPyYAML too; where nothing of SpeechBrain is built, what is not written is up to their code.
/// </summary>
internal sealed class SpeechBrain : Dialect
{
    private static readonly string[] ClassTags = ["!name:", "!new:", "!apply:"];

    public SpeechBrain()
        : base("speechbrain", Loaders.HyperPyYaml)
    {
        Bases = new BaseFiles("") { IncludeTag = "!include:" };
        Map(Facts.LearningRate, "lr");
        MapElement(Facts.Beta1, 0, "betas");
        MapElement(Facts.Beta2, 1, "betas");
        Map(Facts.Epsilon, "eps");
        Map(Facts.WeightDecay, "weight_decay");
        Map(Facts.Momentum, "momentum");
        Map(Facts.BatchSize, "/train_dataloader_opts.batch_size", "/dataloader_options.batch_size", "/dataloader_opts.batch_size", "/batch_size");
        Map(Facts.GradientAccumulation, "/grad_accumulation_factor", "/gradient_accumulation").Otherwise(1);
        Map(Facts.Epochs, "/epoch_counter.limit", "/number_of_epochs", "/N_epochs");
        Map(Facts.MaxSteps, "/optimizer_step_limit").OtherwiseNone();
        Map(Facts.Seed, "/__set_seed.0", "/__set_seed.seed").OtherwiseNone();
        Map(Facts.GradientClipNorm, "/max_grad_norm", "/clip_grad_norm").Otherwise(5);
        Map(Facts.Precision, "/precision").Otherwise("fp32");
        Map(Facts.Dropout, "/dropout", "/transformer_dropout");
        Map(Facts.LabelSmoothing, "/label_smoothing");
        Map(Facts.EarlyStoppingPatience, "/epoch_counter.limit_to_stop").OtherwiseNone();
        OtherKnownKeys = ["test_batch_size", "valid_batch_size", "number_of_ctc_epochs", "loss_reduction", "number_of_epoch", "eval_precision", "batch_sizes"];
        KeyFacts =
        [
            new("/seed", "nothing applies it; write __set_seed: !apply:speechbrain.utils.seed_everything [!ref <seed>] below it")
            {
                When = (scope, _) => BuildsSpeechBrain(scope.View) && SeedingOf(scope.View) is null,
            },
        ];
        TypeFacts = [.. new[] { "/dynamic_batching", "/skip_nonfinite_grads", "/skip_prep", "/freeze_wav2vec", "/shuffle" }.Select(IsNoWord)];
    }

    public override int Precedence => 370;

    public override bool Recognises(ConfigView config) => Optimizers(config).Any();

    protected override bool IsFragment(ConfigView config) => !BuildsSpeechBrain(config);

    /// <inheritdoc/>
    public override string UsualScope => "*";

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        Optimizers(root.View).Select(entry => root.At(entry.Key.Text));

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var node = scope.View.Node(scope.Path)!;
        var name = ClassOf(node)!;
        draft.Set(Facts.Optimizer, Setting<string>.Written(name, name, scope.Path, node.Place, scope.OriginOf(node)));
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = IsForPretrained(scope) ? Regime.FineTuning : scope.IsFragment ? Regime.Unknown : Regime.FromScratch;
        if (IsAdversarial(scope))
        {
            draft.Infer(Facts.Adversarial, true, "the models that are built");
        }

        if (scope.IsFragment)
        {
            draft.Set(Facts.Seed, Values.Number(scope, scope.Node("/seed"), "seed") is { HasValue: true } seed ? seed : Setting<double>.Unknown);
        }
        else
        {
            if (draft.Get(Facts.Seed).IsMissing && SeedingOf(scope.View) is { } seeding)
            {
                // __set_torchseed: !apply:torch.manual_seed [!ref <seed>]
                draft.Set(Facts.Seed,
                    Values.Number(scope, scope.Node("/" + seeding + ".0") ?? scope.Node("/" + seeding + ".seed"),
                        seeding) is { State: not SettingState.Absent } applied ? applied : Setting<double>.Unknown);
            }

            // core.py clips without asking; recipes with a loop of their own ask only whether the limit is negative.
            draft.Mean(Facts.Seed, Meaning.UsuallyWritten).Mean(Meaning.ZeroErases);
            draft.Mean(Facts.GradientClipNorm, scope.Has("/max_grad_norm") ? [Meaning.NegativeReverses] : []);
        }

        if (!Optimizers(scope.View).Skip(1).Any())
        {
            // With several optimizers the file does not say which of the classes each of them moves.
            ModelFamilies.Apply(draft, FamilyOf(scope.View), "the classes that are built");
            ModelFamilies.ApplyPreNormalization(draft, NormalizesFirst(scope.View), "normalize_before");
        }

        if (scope.IsTrue("/auto_mix_prec") && draft.Get(Facts.Precision) is { IsWritten: false })
        {
            draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, Setting<string>.ByDefault("fp32"), ("/auto_mix_prec", "amp")));
        }

        TorchOptimizers.Complete(name, (key, value) => draft.SetDefault(key, value));
        if (SchedulerOf(scope) is { } scheduler)
        {
            SpeechBrainSchedulers.Apply(scope.At(scheduler), draft);
        }
        else if (draft.Get(Facts.LearningRate).Is(0) && scope.View.Root.Entries.Any(entry => IsScheduler(entry.Value)))
        {
            // Which of the schedulers is meant cannot be told, but one of them writes the rate at every step.
            draft.Mean(Facts.LearningRate, Meaning.SetByScheduler);
        }
    }

    /// <summary>The class behind a tag such as <c>!name:torch.optim.Adam</c>; null without one.</summary>
    internal static string? ClassOf(ConfigNode node)
    {
        if (node.Tag is not { } tag || !ClassTags.Any(prefix => tag.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return null;
        }

        return tag.Substring(tag.LastIndexOfAny(['.', ':']) + 1);
    }

    private static IEnumerable<MappingEntry> Optimizers(ConfigView config) =>
        config.Root.Entries.Where(entry => entry.Value is MappingNode or ScalarNode && IsOptimizer(entry.Value));

    private static bool IsOptimizer(ConfigNode node) =>
        ClassOf(node) is { Length: > 0 } name && char.IsUpper(name[0])
        && node.Tag is { } tag && tag.IndexOf("optim", StringComparison.Ordinal) >= 0 && tag.IndexOf("sched", StringComparison.Ordinal) < 0;

    private static bool IsScheduler(ConfigNode node) =>
        node.Tag is { } tag && ClassOf(node) is not null && tag.IndexOf("sched", StringComparison.OrdinalIgnoreCase) >= 0
            && tag.IndexOf("ScheduledLoss", StringComparison.Ordinal) < 0;

    private static bool BuildsSpeechBrain(ConfigView config) =>
        config.Root.Entries.Any(entry => entry.Value.Tag is { } tag && tag.IndexOf(":speechbrain.", StringComparison.Ordinal) >= 0);

    // HyperPyYAML calls what stands anywhere, in an included file as well.
    private static string? SeedingOf(ConfigView config) =>
        config.Root.Entries.Where(IsSeeding).Select(entry => entry.Key.Text).FirstOrDefault()
        ?? config.Root.Entries.SelectMany(part =>
            (part.Value as MappingNode)?.Entries.Where(IsSeeding).Select(entry => part.Key.Text + "." + entry.Key.Text) ?? [])
            .FirstOrDefault();

    private static bool IsSeeding(MappingEntry entry) =>
        entry.Value.Tag is { } tag && (tag.StartsWith("!apply:", StringComparison.Ordinal) || Placeholders.IsConstructed(tag))
            && tag.IndexOf("seed", StringComparison.Ordinal) >= 0;

    // wav2vec_opt_class, lr_whisper: the names say which part of the model the optimizer moves.
    private static bool IsForPretrained(RecipeScope scope) =>
        ModelFamilies.IsPretrained(scope.Path)
            || (scope.View.Node(scope.Path + ".lr") is ScalarNode { Tag: "!ref" } rate && ModelFamilies.IsPretrained(rate.Text));

    private static bool IsAdversarial(RecipeScope scope) =>
        scope.View.Keys.Any(key => key.IndexOf("discriminator", StringComparison.OrdinalIgnoreCase) >= 0) && Optimizers(scope.View).Skip(1).Any();

    private static string? FamilyOf(ConfigView config) =>
        config.Root.Entries.Select(entry => entry.Value)
            .Where(node => ClassOf(node) is not null && node.Tag!.StartsWith("!new:speechbrain", StringComparison.Ordinal))
            .Select(node => ModelFamilies.Of(ClassOf(node))).FirstOrDefault(family => family is not null);

    private static bool NormalizesFirst(ConfigView config) =>
        config.Root.Entries.Any(entry => entry.Value is MappingNode mapping && mapping["normalize_before"] is ScalarNode { Text: "True" or "true" });

    // The scheduler that starts from the same reference as the optimizer. An optimizer without a rate of its own, and one that is
    // alone with a scheduler, leave nothing to choose but the one that no other optimizer claims.
    private static string? SchedulerOf(RecipeScope scope)
    {
        var schedulers = scope.View.Root.Entries.Where(entry => IsScheduler(entry.Value)).ToArray();
        var own = schedulers.Where(entry => StartsFrom(entry.Value, scope.View.Node(scope.Path + ".lr"))).ToArray();
        if (own.Length > 0)
        {
            return own.Length == 1 ? own[0].Key.Text : null;
        }

        var others = Optimizers(scope.View).Where(entry => entry.Key.Text != scope.Path).Select(entry => (entry.Value as MappingNode)?["lr"])
            .ToArray();
        var free = schedulers.Where(entry => !Array.Exists(others, rate => StartsFrom(entry.Value, rate))).ToArray();
        return free.Length == 1 && (others.Length == 0 || scope.Number("lr") is 0) ? free[0].Key.Text : null;
    }

    private static bool StartsFrom(ConfigNode scheduler, ConfigNode? rate) =>
        rate is ScalarNode { Tag: "!ref" } reference && SpeechBrainSchedulers.StartOf(scheduler) is ScalarNode start
            && start.Text.Trim() == reference.Text.Trim();

    // YAML 1.2: these words are text, and text is true.
    private static TypeFact IsNoWord(string path) => new(
        path,
        "true or false",
        (node, _) => node is not ScalarNode { Style: ScalarStyle.Plain, Text: "no" or "No" or "NO" or "off" or "Off" or "OFF" },
        "HyperPyYAML reads YAML 1.2, where the word is text, and text counts as true")
    { Severity = Severity.Warning };
}
