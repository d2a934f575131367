using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>fairseq's command line: <c>fairseq-train</c> and <c>train.py</c> (<c>fairseq/dataclass/configs.py</c>, <c>optim/*.py</c>, <c>optim/lr_scheduler/*.py</c>).</summary>
internal sealed class FairseqTrain : CommandDialect
{
    public FairseqTrain()
        : base("fairseq-train", Loaders.Argparse with { EvaluatesLiterals = true })
    {
        Map(Facts.Optimizer, "optimizer").OtherwiseNone();
        Map(Facts.LearningRate, "lr").Otherwise(0.25);
        MapElement(Facts.Beta1, 0, "adam_betas");
        MapElement(Facts.Beta2, 1, "adam_betas");
        Map(Facts.Epsilon, "adam_eps");
        Map(Facts.Momentum, "momentum");

        // optim/adam.py subtracts rate times decay from the weights before the step, which is AdamW's way.
        Map(Facts.WeightDecay, "weight_decay", "wd").Otherwise(0).Means(Meaning.Decoupled);
        Map(Facts.Schedule, "lr_scheduler").Otherwise("fixed");
        Map(Facts.WarmupSteps, "warmup_updates", "warmup_steps");
        Map(Facts.WarmupStartLearningRate, "warmup_init_lr");
        Map(Facts.BatchSize, "batch_size", "max_sentences");
        Map(Facts.GradientAccumulation, "update_freq").Otherwise(1);
        Map(Facts.Epochs, "max_epoch").OtherwiseNone().Means(Meaning.ZeroIsUnlimited);
        Map(Facts.MaxSteps, "max_update").OtherwiseNone().Means(Meaning.ZeroIsUnlimited);
        Map(Facts.GradientClipNorm, "clip_norm").Otherwise(0);
        Map(Facts.Seed, "seed").Otherwise(1);
        Map(Facts.Dropout, "dropout");
        Map(Facts.LabelSmoothing, "label_smoothing");
        Map(Facts.EarlyStoppingPatience, "patience").OtherwiseNone();
        OtherKnownKeys =
        [
            "max_tokens", "lr_shrink", "min_lr", "stop_min_lr", "hold_steps", "decay_steps", "final_lr_scale", "init_lr_scale", "total_num_update", "lr_period_updates", "end_learning_rate", "max_sentences_valid",
            "max_tokens_valid", "validate_interval", "validate_interval_updates", "save_interval", "save_interval_updates", "keep_interval_updates", "fp16_init_scale", "attention_dropout", "activation_dropout", "relu_dropout",
        ];
    }

    public override int Precedence => 384;

    protected override bool Starts(CommandLine command, ConfigView config) =>
        command.Stem == "fairseq-train"
        || (config.HasAny("arch", "a") && config.HasAny("max_update", "max_epoch") && config.Count("criterion", "task", "max_tokens", "lr_scheduler", "update_freq", "clip_norm", "warmup_updates", "fp16", "save_dir", "optimizer") >= 2
            && config.HasAny("optimizer", "lr_scheduler", "criterion", "task"));

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Epochs;
        draft.Regime = scope.HasAny("w2v_path", "restore_file", "finetune_from_model", "hubert_path") ? Regime.FineTuning
            : StartsAtRandom(scope) ? Regime.FromScratch : Regime.Unknown;
        ModelFamilies.Apply(draft, ModelFamilies.Of(scope.Text("arch") ?? scope.Text("a")), "arch");
        draft.Set(Facts.Precision, Precision(scope, "fp32"));
        draft.Set(Facts.Validation, scope.IsTrue("disable_validation") ? Setting<bool>.Derived(false, "--disable-validation") : Setting<bool>.ByDefault(true));
        if (draft.Get(Facts.Optimizer).Or("").IndexOf("adam", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            draft.SetDefault(Facts.Beta1, 0.9);
            draft.SetDefault(Facts.Beta2, 0.999);
            draft.SetDefault(Facts.Epsilon, 1e-8);
        }

        if (draft.Get(Facts.EarlyStoppingPatience).Or(1) <= 0)
        {
            draft.Set(Facts.EarlyStoppingPatience, Setting<double>.Missing);
        }

        CompleteSchedule(scope, draft);
    }

    // Code of the user's own and flags of pretraining may load weights (fairseq/checkpoint_utils.py loads none by itself).
    private static bool StartsAtRandom(RecipeScope scope) => !scope.HasAny("user_dir", "reset_optimizer", "config_dir")
        && !scope.View.Root.Entries.Any(entry => entry.Key.Text.IndexOf("pretrain", StringComparison.OrdinalIgnoreCase) >= 0
            || entry.Key.Text.IndexOf("load", StringComparison.OrdinalIgnoreCase) >= 0);

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        switch (draft.Get(Facts.Schedule).Or(""))
        {
            case "inverse_sqrt":
                draft.SetDefault(Facts.WarmupSteps, 4000);
                break;
            case "tri_stage":
                CompleteStages(scope, draft);
                break;
            case "polynomial_decay":
                draft.SetDefault(Facts.WarmupSteps, 0);
                draft.Set(Facts.ScheduleLength, scope.Read("total_num_update"));
                draft.Set(Facts.FinalLearningRate, scope.Has("end_learning_rate") ? scope.Read("end_learning_rate") : Setting<double>.ByDefault(0));
                break;
            default:
                draft.SetDefault(Facts.WarmupSteps, 0);
                break;
        }
    }

    private static void CompleteStages(RecipeScope scope, RecipeBuilder draft)
    {
        if (!scope.Has("phase_ratio"))
        {
            draft.SetDefault(Facts.WarmupSteps, 4000);
            TriStage.ReadDecayStart(scope, draft, "hold_steps");
        }
    }
}
