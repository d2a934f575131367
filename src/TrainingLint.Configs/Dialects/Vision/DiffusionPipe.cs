using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>tdrussell/diffusion-pipe: TOML read by <c>train.py</c>, whose defaults (set_config_defaults) these are; sizes are per device.</summary>
internal sealed class DiffusionPipe : Dialect
{
    public DiffusionPipe()
        : base("diffusion-pipe", new Loader("toml", ScalarSchema.Toml))
    {
        Map(Facts.Optimizer, "optimizer.type");
        Map(Facts.LearningRate, "optimizer.lr");
        MapElement(Facts.Beta1, 0, "optimizer.betas");
        MapElement(Facts.Beta2, 1, "optimizer.betas");
        Map(Facts.Epsilon, "optimizer.eps");
        Map(Facts.WeightDecay, "optimizer.weight_decay");
        Map(Facts.Schedule, "lr_scheduler").Otherwise("constant");
        Map(Facts.WarmupSteps, "warmup_steps").Otherwise(0);
        Map(Facts.Epochs, "epochs");
        Map(Facts.MaxSteps, "max_steps").OtherwiseNone();
        Map(Facts.BatchSize, "micro_batch_size_per_gpu").Otherwise(1);
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps").Otherwise(1);
        Map(Facts.GradientClipNorm, "gradient_clipping").Otherwise(1);
        Map(Facts.LoraRank, "adapter.rank");
        Map(Facts.LoraAlpha, "adapter.alpha");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["force_constant_lr", "eval_micro_batch_size_per_gpu", "save_every_n_epochs", "eval_every_n_epochs", "pipeline_stages"];
    }

    public override int Precedence => 2;

    public override bool IsWrittenIn(ConfigFormat format) => format == ConfigFormats.Toml;

    public override bool Recognises(ConfigView config) =>
        config.HasAll("output_dir", "dataset", "model.type") && config.HasAny("optimizer.lr", "optimizer.type") && config.HasAny("micro_batch_size_per_gpu", "pipeline_stages", "activation_checkpointing");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = scope.Has("adapter") ? Regime.Adapter : Regime.FineTuning;

        // utils/common: an alpha that is not written equals the rank.
        if (draft.Get(Facts.LoraRank).TryGet(out var rank))
        {
            draft.SetDefault(Facts.LoraAlpha, rank);
        }
    }
}
