using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>karpathy/nanoGPT and its forks: top-level assignments that overwrite the globals of <c>train.py</c>, whose defaults these are.</summary>
internal sealed class NanoGpt : PythonDialect
{
    private static readonly string[] Own = ["lr_decay_iters", "decay_lr", "warmup_iters", "min_lr", "always_save_checkpoint", "init_from", "wandb_run_name", "wandb_log", "eval_iters", "gradient_accumulation_steps"];

    private static readonly string[] Common = ["learning_rate", "max_iters", "block_size", "batch_size", "eval_interval", "out_dir", "weight_decay", "dropout", "n_layer", "beta2"];

    public NanoGpt()
        : base("nanogpt", Language)
    {
        Map(Facts.LearningRate, "learning_rate").Otherwise(6e-4);
        Map(Facts.FinalLearningRate, "min_lr").Otherwise(6e-5);
        Map(Facts.Beta1, "beta1").Otherwise(0.9);
        Map(Facts.Beta2, "beta2").Otherwise(0.95);
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0.1);
        Map(Facts.WarmupSteps, "warmup_iters").Otherwise(2000);
        Map(Facts.ScheduleLength, "lr_decay_iters").Otherwise(600_000);
        Map(Facts.BatchSize, "batch_size").Otherwise(12);

        // train.py divides it by the number of devices, so batch and accumulation give the whole job's batch.
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps").Otherwise(40);
        Map(Facts.MaxSteps, "max_iters").Otherwise(600_000);
        Map(Facts.GradientClipNorm, "grad_clip").Otherwise(1);
        Map(Facts.Dropout, "dropout").Otherwise(0);
        Map(Facts.EvaluationInterval, "eval_interval").Otherwise(2000);
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        Map(Facts.PreNormalization).Always(true);
    }

    public override int Precedence => 398;

    public override bool Recognises(ConfigView config) =>
        IsModule(config) && config.HasAny("max_iters", "lr_decay_iters", "learning_rate") && config.Count(Own) >= 2 && config.Count(Own) + config.Count(Common) >= 5
        && config.HasAny("out_dir", "wandb_log", "always_save_checkpoint", "init_from");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        draft.SetDefault(Facts.Optimizer, "AdamW");
        draft.Set(Facts.Validation, Setting<bool>.ByDefault(true));
        draft.Set(Facts.Seed, Setting<double>.ByDefault(1337));
        draft.Regime = scope.IsAny("init_from", "resume")
            || scope.Text("init_from")?.StartsWith("gpt2", System.StringComparison.Ordinal) == true ? Regime.FineTuning : Regime.FromScratch;
        if (scope.IsFalse("decay_lr"))
        {
            draft.Set(Facts.Schedule, Setting<string>.ByDefault("constant")).Set(Facts.WarmupSteps, Setting<double>.ByDefault(0));
            draft.Set(Facts.ScheduleLength, Setting<double>.Missing).Set(Facts.FinalLearningRate, Setting<double>.Missing);
        }
        else
        {
            draft.SetDefault(Facts.Schedule, "cosine");
        }
    }
}
