using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>open_clip: <c>src/open_clip_train/params.py</c> and <c>main.py</c>.</summary>
internal sealed class OpenClip : CommandDialect
{
    public OpenClip()
        : base("open_clip", Loaders.Argparse)
    {
        Map(Facts.Optimizer, "opt").Otherwise("adamw");
        Map(Facts.LearningRate, "lr");
        Map(Facts.Beta1, "beta1");
        Map(Facts.Beta2, "beta2");
        Map(Facts.Epsilon, "eps");
        Map(Facts.WeightDecay, "wd").Otherwise(0.2);
        Map(Facts.Schedule, "lr_scheduler").Otherwise("cosine");
        Map(Facts.WarmupSteps, "warmup").Otherwise(10_000);
        Map(Facts.BatchSize, "batch_size").Otherwise(64);
        Map(Facts.GradientAccumulation, "accum_freq").Otherwise(1);
        Map(Facts.Epochs, "epochs").Otherwise(32);
        Map(Facts.GradientClipNorm, "grad_clip_norm").OtherwiseNone();
        Map(Facts.Precision, "precision").Otherwise("amp");
        Map(Facts.Seed, "seed").Otherwise(0);
        Map(Facts.PreNormalization).Always(true);
        OtherKnownKeys = ["val_frequency", "save_frequency", "train_num_samples", "zeroshot_frequency", "lr_cooldown_end", "lr_cooldown_power", "epochs_cooldown"];
    }

    protected override bool Starts(CommandLine command, ConfigView config) =>
        config.Has("train_data") && config.HasAny("dataset_type", "imagenet_val", "csv_img_key", "train_num_samples", "zeroshot_frequency") && config.HasAny("lr", "wd", "warmup", "batch_size");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = scope.Has("pretrained") ? Regime.FineTuning : Regime.Unknown;
        if (draft.Get(Facts.Schedule).Is("const"))
        {
            draft.Set(Facts.Schedule, Setting<string>.Derived("constant", "--lr-scheduler const", draft.Get(Facts.Schedule)));
        }
    }
}
