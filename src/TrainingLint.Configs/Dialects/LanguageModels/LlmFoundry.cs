using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// mosaicml/llm-foundry: <c>llmfoundry/utils/config_utils.py</c> (TrainConfig), <c>command_utils/train.py</c>, and Composer below it.
/// Launch files of the Mosaic platform wrap the recipe under <c>parameters</c>.
/// </summary>
internal sealed class LlmFoundry : Dialect
{
    public LlmFoundry()
        : base("llm-foundry", Loaders.OmegaConfUntyped)
    {
        Map(Facts.Optimizer, "optimizer.name");
        Map(Facts.LearningRate, "optimizer.lr");
        Map(Facts.Beta1, "optimizer.betas.0");
        Map(Facts.Beta2, "optimizer.betas.1");
        Map(Facts.Epsilon, "optimizer.eps");
        Map(Facts.WeightDecay, "optimizer.weight_decay");
        Map(Facts.Schedule, "scheduler.name");

        // composer/core/data_spec.py: the last micro batch may be smaller.
        Map(Facts.EffectiveBatchSize, "global_train_batch_size").Means(Meaning.UnevenMicroBatches);
        Map(Facts.BatchSize, "device_train_microbatch_size");
        Map(Facts.WorldSize, "/compute.gpus");
        Map(Facts.Seed, "seed").Otherwise(17);
        Map(Facts.LoraRank, "model.peft_config.r");
        Map(Facts.LoraAlpha, "model.peft_config.lora_alpha");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys =
        [
            "device_train_batch_size", "device_eval_batch_size", "eval_interval", "eval_first", "save_interval", "max_duration", "train_loader", "eval_loader",
            "t_warmup", "t_max", "alpha_f", "precision", "run_name", "max_seq_len", "no_weight_decay", "params_group", "disable_grad",
        ];
        KeyFacts =
        [
            new("global_seed", ScratchValue) { Severity = Severity.Info },
            new("tokenizer_name", ScratchValue) { Severity = Severity.Info },
            new("icl_max_seq_len", ScratchValue) { Severity = Severity.Info },
        ];
    }

    private const string ScratchValue = "TrainConfig does not know this key and current releases refuse it; put values that only other keys refer to under 'variables'";

    public override int Precedence => 50;

    public override bool Recognises(ConfigView config) => IsRecipe(config, "") || IsRecipe(config, "parameters.");

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) => [IsRecipe(root.View, "") ? root : root.Wrapped("parameters", "training")];

    private static bool IsRecipe(ConfigView config, string prefix) =>
        config.Node(prefix + "optimizer") is MappingNode
        && config.HasAny(prefix + "optimizer.name", prefix + "scheduler.name")
        && config.Count(prefix + "scheduler.name", prefix + "train_loader", prefix + "max_duration", prefix + "global_train_batch_size", prefix + "device_train_microbatch_size", prefix + "scheduler.t_warmup") >= 3
        && !config.Has(prefix + "optimizer.learning_rate");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Regime = RegimeOf(scope);
        ReadOptimizer(scope, draft);
        ReadLengths(scope, draft);
        ReadClipping(scope, draft);
        ReadPrecision(scope, draft);
        ReadEvaluation(scope, draft);
    }

    private static Regime RegimeOf(RecipeScope scope)
    {
        if (scope.Mapping("model.peft_config") is not null)
        {
            return Regime.Adapter;
        }

        // hf_causal_lm loads weights unless pretrained (hf_bert: use_pretrained) is false; the other models are built anew unless a checkpoint is loaded.
        var isPretrained = scope.IsTrue("model.pretrained") || (scope.Text("model.name")?.StartsWith("hf_", StringComparison.Ordinal) == true && !scope.IsFalse("model.pretrained")
            && !scope.IsFalse("model.use_pretrained"));
        return isPretrained || scope.Text("load_path") is not null || scope.IsAny("train_loader.name", "finetuning") ? Regime.FineTuning : Regime.FromScratch;
    }

    // llmfoundry/optim/lion.py and composer/optim/decoupled_weight_decay.py
    private static void ReadOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        var name = draft.Get(Facts.Optimizer).Or("");
        if (name.StartsWith("decoupled_", StringComparison.Ordinal))
        {
            draft.Mean(Facts.WeightDecay, Meaning.FullyDecoupled);
        }

        (double Rate, double Beta1, double Beta2, double Decay)? defaults = name switch
        {
            "decoupled_adamw" => (1e-3, 0.9, 0.95, 1e-5),
            "decoupled_lionw" => (1e-4, 0.9, 0.99, 0),
            _ => null,
        };
        if (defaults is { } known)
        {
            draft.SetDefault(Facts.LearningRate, known.Rate);
            draft.SetDefault(Facts.Beta1, known.Beta1);
            draft.SetDefault(Facts.Beta2, known.Beta2);
            draft.SetDefault(Facts.WeightDecay, known.Decay);
        }
    }

    private static void ReadLengths(RecipeScope scope, RecipeBuilder draft)
    {
        ComposerTime.Set(draft, ComposerTime.Read(scope, "max_duration"), (LengthUnit.Steps, Facts.MaxSteps),
            (LengthUnit.Epochs, Facts.Epochs), (LengthUnit.Tokens, Facts.MaxTokens));
        ComposerTime.Set(
            draft,
            ComposerTime.Read(scope, "scheduler.t_warmup"),
            (LengthUnit.Steps, Facts.WarmupSteps),
            (LengthUnit.Epochs, Facts.WarmupEpochs),
            (LengthUnit.Tokens, Facts.WarmupTokens),
            (LengthUnit.ShareOfRun, Facts.WarmupRatio));

        // t_max is 1dur unless written, the whole run.
        var (length, unit) = ComposerTime.Read(scope, "scheduler.t_max");
        draft.ScheduleUnit = length.IsMissing ? LengthUnit.ShareOfRun : unit;
        draft.Set(Facts.ScheduleLength, length.IsMissing ? Setting<double>.ByDefault(1)
            : unit == LengthUnit.Unknown ? Setting<double>.Unknown : length);

        var share = Values.Number(scope, scope.Node("scheduler.alpha_f"), scope.Absolute("scheduler.alpha_f"));
        if (share.TryGet(out var ratio) && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * ratio, "alpha_f of the peak rate", share));
        }
    }

    private static void ReadClipping(RecipeScope scope, RecipeBuilder draft)
    {
        const string Threshold = "algorithms.gradient_clipping.clipping_threshold";
        var clip = Values.Number(scope, scope.Node(Threshold), scope.Absolute(Threshold));
        if (!scope.IsAny("algorithms.gradient_clipping.clipping_type", "adaptive", "value"))
        {
            draft.Set(Facts.GradientClipNorm, clip.IsMissing && scope.IsFragment ? Setting<double>.Unknown : clip);
        }
        else if (scope.IsAny("algorithms.gradient_clipping.clipping_type", "value"))
        {
            draft.Set(Facts.GradientClipValue, clip);
        }
    }

    private static void ReadPrecision(RecipeScope scope, RecipeBuilder draft)
    {
        var written = Values.Text(scope, scope.Node("precision"), scope.Absolute("precision"));
        draft.Set(Facts.Precision,
            written.TryGet(out var name) ? Setting<string>.Written(Word(name), name, written.Key!, written.Place!, written.Origin)
            : written.State == SettingState.Absent && !scope.IsFragment ? Setting<string>.ByDefault("bf16")
            : Setting<string>.Unknown);
    }

    /// <summary>Composer's and OLMo's names of precisions in one word.</summary>
    internal static string Word(string name) => name switch
    {
        "amp_bf16" => "bf16",
        "amp_fp16" => "fp16",
        "amp_fp8" => "fp8",
        _ => name,
    };

    private static void ReadEvaluation(RecipeScope scope, RecipeBuilder draft)
    {
        var (interval, unit) = ComposerTime.Read(scope, "eval_interval");
        if (unit is LengthUnit.Steps or LengthUnit.Epochs)
        {
            draft.EvaluationUnit = unit;
            draft.Set(Facts.EvaluationInterval, interval);
        }

        var hasData = scope.Node("eval_loader") is MappingNode or SequenceNode || scope.Node("eval_loaders") is SequenceNode || scope.Has("icl_tasks") || scope.Has("icl_tasks_str");
        draft.Set(Facts.Validation, scope.IsFragment ? Setting<bool>.Unknown
            : !hasData ? Setting<bool>.ByDefault(false)
            : interval.Is(0) ? Setting<bool>.Derived(false, "eval_interval is 0, which means never", interval)
            : Setting<bool>.Derived(true, "eval_loader is evaluated", interval.IsWritten ? interval : null));
    }
}
