using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>OpenRLHF: <c>openrlhf/cli/train_*.py</c>, in the dotted form and in the flat one of earlier releases.</summary>
internal sealed class OpenRlhf : CommandDialect
{
    public OpenRlhf()
        : base("openrlhf", Loaders.Argparse)
    {
        Map(Facts.LearningRate, "actor.adam.lr", "adam.lr", "actor_learning_rate", "learning_rate");
        Map(Facts.Schedule, "lr_scheduler", "actor.lr_scheduler", "actor.lr_scheduler_type").Otherwise("cosine_with_min_lr");
        Map(Facts.WarmupRatio, "lr_warmup_ratio", "actor.lr_warmup_ratio").Otherwise(0.03);
        Map(Facts.EffectiveBatchSize, "train.batch_size", "train_batch_size").Otherwise(128);
        Map(Facts.BatchSize, "train.micro_batch_size", "micro_train_batch_size");
        Map(Facts.Epochs, "train.max_epochs", "max_epochs");
        Map(Facts.GradientClipNorm, "max_norm", "actor.max_norm").Otherwise(1);
        Map(Facts.WeightDecay, "l2", "adam.weight_decay", "actor.adam.weight_decay").Otherwise(0);
        Map(Facts.Seed, "train.seed", "seed").Otherwise(42);
        Map(Facts.LoraRank, "ds.lora.rank", "lora_rank");
        Map(Facts.LoraAlpha, "ds.lora.alpha", "lora_alpha");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["rollout_batch_size", "critic_learning_rate", "micro_rollout_batch_size", "init_kl_coef", "max_samples", "max_len", "eval_steps", "save_steps", "logging_steps", "num_episodes"];
    }

    protected override bool Starts(CommandLine command, ConfigView config) =>
        command.IsPartOf("openrlhf") && command.Stem.StartsWith("train_", StringComparison.Ordinal);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var stem = scope.View.Root.Command!.Stem;
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Mean(Facts.Discount, Meaning.OneIsUsual);
        draft.Set(Facts.Optimizer, Setting<string>.ByDefault("adamw"));
        draft.Set(Facts.WorldSize, Setting<double>.Unknown);
        draft.Set(Facts.Precision, Precision(scope, "fp32"));
        var isAdapter = draft.Get(Facts.LoraRank).Or(0) > 0;
        draft.Regime = stem.IndexOf("ppo", StringComparison.Ordinal) >= 0
            ? isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement
            : stem is "train_dpo" or "train_kto" ? isAdapter ? Regime.PreferenceAdapter : Regime.Preference
            : isAdapter ? Regime.Adapter : Regime.FineTuning;
        draft.SetDefault(Facts.LearningRate, UsualRate(stem, draft.Regime));
        if (double.IsNaN(draft.Get(Facts.LearningRate).Or(0)) && !draft.Get(Facts.LearningRate).IsWritten)
        {
            draft.Set(Facts.LearningRate, Setting<double>.Unknown);
        }

        if (draft.Get(Facts.LearningRate).TryGet(out var peak) && draft.Get(Facts.Schedule).Is("cosine_with_min_lr"))
        {
            var share = scope.Has("min_lr_ratio") ? scope.Number("min_lr_ratio") : 0.1;
            if (share is { } floor)
            {
                draft.Set(Facts.FinalLearningRate,
                    Setting<double>.Derived(peak * floor,
                        FormattableString.Invariant($"{NumberText.Of(peak)} x min_lr_ratio {NumberText.Of(floor)}"), draft.Get(Facts.LearningRate)));
            }
        }

        if (!isAdapter)
        {
            draft.Set(Facts.LoraRank, Setting<double>.Unknown).Set(Facts.LoraAlpha, Setting<double>.Unknown);
        }
    }

    private static double UsualRate(string stem, Regime regime) => stem switch
    {
        "train_sft" => 5e-6,
        "train_dpo" => 1e-5,
        "train_rm" => 9e-6,
        _ when regime is Regime.LanguageModelReinforcement => 1e-6,
        _ => double.NaN,
    };
}
