using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// pytorch/torchtune: <c>recipes/*.py</c> read the keys, <c>torchtune/config/_parse.py</c> loads them. Components are import paths
/// with keyword arguments, so their defaults are those of the classes.
/// </summary>
internal sealed class Torchtune : Dialect
{
    public Torchtune()
        : base("torchtune", Loaders.OmegaConfUntyped)
    {
        // config/_instantiate.py calls a component with every key of its section; what a recipe does not read at the top level is nobody's.
        ArgumentSections = ["model", "policy_model", "tokenizer", "dataset", "optimizer", "lr_scheduler", "loss", "checkpointer", "metric_logger", "profiler"];
        Map(Facts.Optimizer, "optimizer._component_");
        Map(Facts.LearningRate, "optimizer.lr");
        Map(Facts.Beta1, "optimizer.betas.0");
        Map(Facts.Beta2, "optimizer.betas.1");
        Map(Facts.Epsilon, "optimizer.eps");
        Map(Facts.WeightDecay, "optimizer.weight_decay");
        Map(Facts.Momentum, "optimizer.momentum");
        Map(Facts.Schedule, "lr_scheduler._component_").OtherwiseNone();
        Map(Facts.WarmupSteps, "lr_scheduler.num_warmup_steps").Otherwise(0);
        Map(Facts.BatchSize, "batch_size");
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps");
        Map(Facts.Epochs, "epochs");
        Map(Facts.StepsPerEpoch, "max_steps_per_epoch");
        Map(Facts.GradientClipNorm, "clip_grad_norm").OtherwiseNone();
        Map(Facts.Seed, "seed").OtherwiseNone();
        Map(Facts.EvaluationInterval, "run_val_every_n_steps").OtherwiseNone();
        Map(Facts.LabelSmoothing, "loss.label_smoothing");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["batch_size_val", "output_dir", "shuffle", "resume_from_checkpoint", "num_cycles", "optimizer_in_bwd", "dataset_val", "max_seq_len", "num_steps", "ppo_batch_size", "ppo_epochs"];
        KeyFacts =
        [
            new("optimizer_in_bwd", "torchtune refuses it together with gradient clipping, because each gradient is used up before the norm is known") { When = (scope, draft) => scope.IsTrue("optimizer_in_bwd") && draft.Get(Facts.GradientClipNorm).Or(0) > 0 },
            new("optimizer_in_bwd", "torchtune refuses it together with gradient_accumulation_steps above 1") { When = (scope, draft) => scope.IsTrue("optimizer_in_bwd") && draft.Get(Facts.GradientAccumulation).Or(1) > 1 },
            new("dataset_val", "run_val_every_n_steps is not set, so it is never evaluated; write a number of steps there") { When = (_, draft) => draft.Get(Facts.EvaluationInterval).IsMissing, Severity = Severity.Info },
            new("run_val_every_n_steps", "torchtune stops without dataset_val, there is nothing to evaluate on") { When = (scope, _) => scope.Number("run_val_every_n_steps") > 0 && !scope.Has("dataset_val") },
            new("enable_activation_offloading", "torchtune refuses it unless enable_activation_checkpointing is true") { When = (scope, _) => scope.IsTrue("enable_activation_offloading") && scope.IsFalse("enable_activation_checkpointing") },
        ];
    }

    public override int Precedence => 60;

    public override bool Recognises(ConfigView config) => IsRecipe(config, "") || IsRecipe(config, "training.");

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) => [IsRecipe(root.View, "") ? root : root.At("training")];

    private static bool IsRecipe(ConfigView config, string prefix) =>
        config.Text(prefix + "optimizer._component_") is not null
        && new[] { "model", "policy_model", "tokenizer", "checkpointer", "loss" }
            .Any(part => (config.Text(prefix + part + "._component_") ?? config.Text(part + "._component_"))?.StartsWith("torchtune.", StringComparison.Ordinal) == true);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        var builder = scope.Text("model._component_") ?? scope.Text("policy_model._component_") ?? "";
        var isAdapter = builder.Contains("lora");
        draft.Regime = RegimeOf(scope, isAdapter);
        if (isAdapter)
        {
            draft.Set(Facts.LoraRank, Values.Number(scope, scope.Node("model.lora_rank"), scope.Absolute("model.lora_rank")));
            draft.Set(Facts.LoraAlpha, Values.Number(scope, scope.Node("model.lora_alpha"), scope.Absolute("model.lora_alpha")));
        }

        ReadOptimizerDefaults(draft);
        ReadPrecision(scope, draft);
        ReadLength(draft);
        draft.Set(Facts.Validation,
            draft.Get(Facts.EvaluationInterval) is { HasValue: true } interval ? Setting<bool>.Derived(interval.Or(0) > 0, "run_val_every_n_steps", interval)
            : draft.Get(Facts.EvaluationInterval).IsMissing ? Setting<bool>.ByDefault(false) : Setting<bool>.Unknown);
        ReadRollouts(scope, draft);
    }

    private static Regime RegimeOf(RecipeScope scope, bool isAdapter)
    {
        var loss = scope.Text("loss._component_") ?? "";
        return scope.Has("ppo_epochs") || scope.Has("grpo_samples") || scope.Has("policy_model") || loss.Contains("GRPO") || loss.Contains("PPO")
            ? isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement
            : loss.Contains("DPO") || loss.Contains("RSO") || loss.Contains("SimPO")
                ? isAdapter ? Regime.PreferenceAdapter : Regime.Preference
                : isAdapter ? Regime.Adapter : Regime.FineTuning;
    }

    // The classes of torch.optim and bitsandbytes; others keep what is unknown.
    private static void ReadOptimizerDefaults(RecipeBuilder draft)
    {
        var component = draft.Get(Facts.Optimizer).Or("");
        var name = KeyWords.LastSegment(component);
        var isQuantized = component.StartsWith("bitsandbytes.", StringComparison.Ordinal);
        TorchOptimizers.Complete(isQuantized ? name.Replace("Paged", "").Replace("8bit", "").Replace("32bit", "") : name, draft.SetDefault);
    }

    // torchtune/training/precision.py, and the recipes' own refusal of fp16.
    private static void ReadPrecision(RecipeScope scope, RecipeBuilder draft)
    {
        var written = Values.Text(scope, scope.Node("dtype"), scope.Absolute("dtype"));
        draft.Set(Facts.Precision, written.State == SettingState.Absent ? Setting<string>.ByDefault("fp32") : written);
        if (written is { HasValue: true, Place: { } place } && written.Or("") is "fp16" or "float16")
        {
            scope.Observe(new WrongTypeObservation(place, written.Key!, written.Text!, "bf16 or fp32", "the recipes refuse full fp16 training", Severity.Error));
        }
    }

    // An upper bound: a data set that is exhausted earlier ends the epoch earlier.
    private static void ReadLength(RecipeBuilder draft)
    {
        var perEpoch = draft.Get(Facts.StepsPerEpoch);
        if (perEpoch.TryGet(out var steps) && draft.Get(Facts.Epochs).TryGet(out var epochs) && steps > 0 && epochs > 0)
        {
            draft.Set(Facts.MaxSteps, Setting<double>.Derived(steps * epochs, "max_steps_per_epoch x epochs", perEpoch));
        }
    }

    // ppo_full_finetune_single_device.py: batch_size rollouts are optimized in pieces of ppo_batch_size.
    private static void ReadRollouts(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Has("ppo_batch_size"))
        {
            draft.Set(Facts.BufferSize, draft.Get(Facts.BatchSize));
            draft.Set(Facts.BatchSize, Values.Number(scope, scope.Node("ppo_batch_size"), scope.Absolute("ppo_batch_size")));
            draft.Set(Facts.Discount, Values.Number(scope, scope.Node("gamma"), scope.Absolute("gamma")));
            draft.Set(Facts.GaeLambda, Values.Number(scope, scope.Node("lmbda"), scope.Absolute("lmbda")));
            draft.Set(Facts.ClipRange, Values.Number(scope, scope.Node("loss.epsilon"), scope.Absolute("loss.epsilon")));
            draft.Mean(Facts.Discount, Meaning.OneIsUsual);
        }
    }
}
