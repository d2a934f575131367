using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// The second generation of LLaMA-Factory: <c>src/llamafactory/v1/config/training_args.py</c>, <c>v1/core/base_trainer.py</c>.
/// Its keys and defaults are its own, not those of transformers.
/// </summary>
internal sealed class LlamaFactoryV1 : Dialect
{
    public LlamaFactoryV1()
        : base("llama-factory", Loaders.LlamaFactory)
    {
        Map(Facts.Optimizer, "optim_config.name").Otherwise("AdamW");
        Map(Facts.LearningRate, "learning_rate").Otherwise(1e-4);
        Map(Facts.WeightDecay, "optim_config.weight_decay", "optim_config.wd");
        Map(Facts.Schedule, "lr_scheduler_config.name").OtherwiseNone();
        Map(Facts.WarmupSteps, "lr_scheduler_config.warmup_steps", "lr_scheduler_config.num_warmup_steps").Otherwise(0);
        Map(Facts.WarmupRatio, "lr_scheduler_config.warmup_ratio").Otherwise(0);
        Map(Facts.BatchSize, "micro_batch_size").Otherwise(1);
        Map(Facts.EffectiveBatchSize, "global_batch_size");
        Map(Facts.Epochs, "num_train_epochs").Otherwise(3);
        Map(Facts.MaxSteps, "max_steps").OtherwiseNone();
        Map(Facts.GradientClipNorm, "max_grad_norm").Otherwise(1);
        Map(Facts.Seed, "seed").Otherwise(42);
        Map(Facts.LoraRank, "peft_config.r");
        Map(Facts.LoraAlpha, "peft_config.lora_alpha");
        Map(Facts.Dropout, "peft_config.lora_dropout");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["output_dir", "train_dataset", "eval_dataset", "cutoff_len", "model_class", "kernel_config", "dist_config", "quant_config", "batching_strategy", "pref_beta", "pref_loss"];
        KeyFacts =
        [
            new("eval_dataset", "version 1 of LLaMA-Factory declares it and never reads it, so nothing is evaluated"),
            new("optim_config.lr", "the top-level learning_rate replaces it (1e-4 when that is absent); write 'learning_rate' at the top level"),
        ];
    }

    public override string TableName => "llama-factory-v1";

    public override int Precedence => 100;

    public override bool Recognises(ConfigView config) =>
        config.Node("model") is ScalarNode
        && config.Node("train_dataset") is ScalarNode
        && config.HasAny("dist_config", "peft_config", "kernel_config", "optim_config", "model_class")
        && config.Count("learning_rate", "micro_batch_size", "global_batch_size", "num_train_epochs", "max_steps", "output_dir") >= 2;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var isAdapter = scope.Mapping("peft_config") is not null && !scope.IsAny("peft_config.name", "freeze");
        draft.Regime = (scope.Has("pref_beta") || scope.Has("pref_loss"), isAdapter) switch
        {
            (true, true) => Regime.PreferenceAdapter,
            (true, false) => Regime.Preference,
            (false, true) => Regime.Adapter,
            _ => Regime.FineTuning,
        };
        draft.Set(Facts.Precision,
            PrecisionSwitches.Read(scope, scope.IsFalse("bf16") ? Setting<string>.ByDefault("fp32") : Setting<string>.ByDefault("bf16"), ("bf16", "bf16"), ("fp16", "fp16")));
        draft.Set(Facts.Validation, Setting<bool>.ByDefault(false));
    }
}
