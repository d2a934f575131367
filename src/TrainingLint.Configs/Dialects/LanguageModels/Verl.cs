using System;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// verl: <c>verl/trainer/config/**.yaml</c>, <c>verl/utils/config.py</c> (<c>validate_config</c>), <c>verl/workers/config/optimizer.py</c>. Real runs are
/// overrides on the command line of <c>verl.trainer.main_ppo</c>, whose files then lie in the package with known defaults.
/// </summary>
internal sealed class Verl : Dialect
{
    private const string Actor = "actor_rollout_ref.actor";

    public Verl()
        : base("verl", Loaders.OmegaConf)
    {
        Map(Facts.LearningRate, Actor + ".optim.lr").Otherwise(1e-6);
        Map(Facts.WeightDecay, Actor + ".optim.weight_decay").Otherwise(0.01);
        Map(Facts.Schedule, Actor + ".optim.warmup_style", Actor + ".optim.lr_scheduler_type", Actor + ".optim.lr_decay_style").Otherwise("constant");
        Map(Facts.WarmupSteps, Actor + ".optim.lr_warmup_steps");
        Map(Facts.WarmupRatio, Actor + ".optim.lr_warmup_steps_ratio").Otherwise(0);
        MapElement(Facts.Beta1, 0, Actor + ".optim.betas");
        MapElement(Facts.Beta2, 1, Actor + ".optim.betas");
        Map(Facts.GradientClipNorm, Actor + ".optim.clip_grad", Actor + ".grad_clip").Otherwise(1);
        Map(Facts.BufferSize, "data.train_batch_size");
        Map(Facts.ClipRange, Actor + ".clip_ratio").Otherwise(0.2);
        Map(Facts.Discount, "algorithm.gamma").Otherwise(1).Means(Meaning.OneIsUsual);
        Map(Facts.GaeLambda, "algorithm.lam").Otherwise(1);
        Map(Facts.Epochs, "trainer.total_epochs").Otherwise(30);
        Map(Facts.MaxSteps, "trainer.total_training_steps").OtherwiseNone();
        Map(Facts.LoraRank, "actor_rollout_ref.model.lora_rank");
        Map(Facts.LoraAlpha, "actor_rollout_ref.model.lora_alpha");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["total_training_steps", "lr_warmup_steps", "lr_warmup_steps_ratio", "ppo_mini_batch_size", "ppo_micro_batch_size", "ppo_micro_batch_size_per_gpu", "train_batch_size", "val_batch_size", "gen_batch_size", "min_lr_ratio"];
        Bases = new BaseFiles("defaults") { AreHydraGroups = true };
    }

    public override int Precedence => 55;

    public override bool IsWrittenIn(ConfigFormat format) => format.Kind == FormatKind.CommandLine;

    public override bool Recognises(ConfigView config) =>
        config.Mapping(Actor) is not null && config.HasAny(Actor + ".optim", Actor + ".ppo_mini_batch_size", "data.train_batch_size", "algorithm.adv_estimator");

    // Files with a defaults list, and parts of files, are completed elsewhere.
    protected override bool IsFragment(ConfigView config) => config.Root.Command is { } command
        ? !command.IsPartOf("verl.trainer")
        : config.Has("defaults") || !config.HasAll("data", "trainer", "algorithm");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = scope.Number("actor_rollout_ref.model.lora_rank") > 0 ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement;
        draft.Set(Facts.Optimizer, scope.Text(Actor + ".optim.optimizer") is { } name ? Setting<string>.Derived(name, "actor.optim.optimizer") : Setting<string>.ByDefault("AdamW"));
        ReadDevices(scope, draft);
        ReadEvaluation(scope, draft);
        if (draft.Get(Facts.WarmupSteps).TryGet(out var steps) && steps < 0)
        {
            draft.Set(Facts.WarmupSteps, Setting<double>.Unknown);
        }

        if (draft.Get(Facts.WarmupSteps) is { IsWritten: true } written && written.Or(0) >= 0)
        {
            draft.Set(Facts.WarmupRatio, Setting<double>.Unknown);
        }

        if (draft.Get(Facts.LoraRank).Or(0) <= 0)
        {
            draft.Set(Facts.LoraRank, Setting<double>.Unknown).Set(Facts.LoraAlpha, Setting<double>.Unknown);
        }

        ReadBatches(scope, draft);
    }

    private static void ReadDevices(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Set(Facts.WorldSize, Setting<double>.Unknown);
        var perNode = scope.Read("trainer.n_gpus_per_node");
        var nodes = scope.Has("trainer.nnodes") ? scope.Number("trainer.nnodes") : draft.IsFragment ? null : 1;
        if (perNode.TryGet(out var devices) && nodes is { } count)
        {
            draft.Set(Facts.WorldSize, Setting<double>.Derived(devices * count, FormattableString.Invariant($"{devices} GPUs x {count} nodes"), perNode));
        }
    }

    private static void ReadEvaluation(RecipeScope scope, RecipeBuilder draft)
    {
        draft.EvaluationUnit = LengthUnit.Steps;
        var frequency = scope.Read("trainer.test_freq");
        if (frequency.TryGet(out var steps))
        {
            draft.Set(Facts.Validation, Setting<bool>.Derived(steps > 0, "trainer.test_freq " + frequency.Text, frequency));
            draft.Set(Facts.EvaluationInterval, steps > 0 ? frequency : Setting<double>.Missing);
        }
        else if (frequency.IsMissing && !draft.IsFragment && !scope.Has("trainer.test_freq"))
        {
            draft.Set(Facts.Validation, Setting<bool>.ByDefault(false));
        }
    }

    // validate_config: an update takes its mini batches from one batch of prompts. Micro batches count answers, so the two cannot be compared.
    private static void ReadBatches(RecipeScope scope, RecipeBuilder draft)
    {
        // Trainers under verl/experimental collect their batches in ways of their own.
        if (scope.View.Root.Command?.IsPartOf("experimental") == true)
        {
            draft.Set(Facts.BufferSize, Setting<double>.Unknown);
            return;
        }

        draft.Mean(Facts.BufferSize, Meaning.MustHoldBatch);
        var mini = scope.Read(Actor + ".ppo_mini_batch_size");
        if (mini.HasValue)
        {
            draft.Set(Facts.EffectiveBatchSize, mini);
        }
    }
}
