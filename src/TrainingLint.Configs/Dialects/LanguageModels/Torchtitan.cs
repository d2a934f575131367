using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// pytorch/torchtitan: the TOML files of its releases of 2024 and 2025, by <c>torchtitan/config/job_config.py</c>. Earlier files call the
/// batch of a device <c>batch_size</c>, and keep the warmup under <c>training</c>.
/// </summary>
internal sealed class Torchtitan : Dialect
{
    public Torchtitan()
        : base("torchtitan", new Loader("tomllib", ScalarSchema.Toml) { RejectsUnknownKeys = true })
    {
        Map(Facts.Optimizer, "optimizer.name").Otherwise("AdamW");
        Map(Facts.LearningRate, "optimizer.lr").Otherwise(8e-4);
        Map(Facts.Beta1, "optimizer.beta1").Otherwise(0.9);
        Map(Facts.Beta2, "optimizer.beta2").Otherwise(0.95);
        Map(Facts.Epsilon, "optimizer.eps").Otherwise(1e-8);
        Map(Facts.WeightDecay, "optimizer.weight_decay").Otherwise(0.1);
        Map(Facts.WarmupSteps, "lr_scheduler.warmup_steps", "training.warmup_steps").Otherwise(200);
        Map(Facts.Schedule, "lr_scheduler.decay_type", "lr_scheduler.lr_decay_type").Otherwise("linear");
        Map(Facts.BatchSize, "training.local_batch_size", "training.batch_size").Otherwise(8);
        Map(Facts.EffectiveBatchSize, "training.global_batch_size");
        Map(Facts.MaxSteps, "training.steps").Otherwise(10_000);
        Map(Facts.GradientClipNorm, "training.max_norm").Otherwise(1);
        Map(Facts.Seed, "training.seed", "debug.seed").OtherwiseNone();
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys =
        [
            "local_batch_size", "global_batch_size", "seq_len", "max_norm", "decay_ratio", "min_lr_factor", "lr_min", "dataset",
            "dataset_path", "batch_size",
        ];
    }

    public override int Precedence => 5;

    public override bool IsWrittenIn(ConfigFormat format) => format == ConfigFormats.Toml;

    public override bool Recognises(ConfigView config) =>
        config.Mapping("optimizer") is not null && config.Mapping("training") is not null && config.Mapping("job") is not null
        && config.HasAny("training.steps", "training.seq_len") && config.HasAny("model.flavor", "model.name", "job.dump_folder");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = scope.HasAny("checkpoint.initial_load_path", "checkpoint.initial_load_in_hf")
            ? Regime.FineTuning
            : Regime.FromScratch;

        // -1 is the batch of a device times the devices.
        if (draft.Get(Facts.EffectiveBatchSize).Or(-1) <= 0)
        {
            draft.Set(Facts.EffectiveBatchSize, Setting<double>.Unknown);
        }

        // With a share for the decay, the rate holds before it: warmup, stable, decay.
        if (scope.Number("lr_scheduler.decay_ratio") > 0)
        {
            draft.Set(Facts.Schedule, Setting<string>.Unknown);
        }
    }
}
