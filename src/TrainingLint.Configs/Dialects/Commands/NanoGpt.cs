using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>nanoGPT: <c>train.py</c> and <c>configurator.py</c>, which takes <c>--name=value</c> for the script's own globals and refuses other names.</summary>
internal sealed class NanoGpt : CommandDialect
{
    private static readonly string[] Own =
    [
        "learning_rate", "max_iters", "weight_decay", "beta1", "beta2", "grad_clip", "decay_lr", "warmup_iters", "lr_decay_iters", "min_lr", "batch_size", "gradient_accumulation_steps", "block_size",
        "eval_interval", "eval_iters", "log_interval", "n_layer", "n_head", "n_embd", "dropout", "init_from", "wandb_log", "compile", "device", "dtype", "out_dir", "eval_only", "always_save_checkpoint", "dataset", "bias",
    ];

    public NanoGpt()
        : base("nanogpt-train", Loaders.Argparse with { Name = "nanoGPT's configurator" })
    {
        Map(Facts.LearningRate, "learning_rate").Otherwise(6e-4);
        Map(Facts.MaxSteps, "max_iters").Otherwise(600_000);
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0.1);
        Map(Facts.Beta1, "beta1").Otherwise(0.9);
        Map(Facts.Beta2, "beta2").Otherwise(0.95);
        Map(Facts.GradientClipNorm, "grad_clip").Otherwise(1);
        Map(Facts.WarmupSteps, "warmup_iters").Otherwise(2000);
        Map(Facts.ScheduleLength, "lr_decay_iters").Otherwise(600_000);
        Map(Facts.FinalLearningRate, "min_lr").Otherwise(6e-5);
        Map(Facts.BatchSize, "batch_size").Otherwise(12);
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps").Otherwise(40);
        Map(Facts.Dropout, "dropout").Otherwise(0);
        Map(Facts.EvaluationInterval, "eval_interval").Otherwise(2000);
        Map(Facts.Precision, "dtype");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        Map(Facts.PreNormalization).Always(true);
        OtherKnownKeys = Own;
    }

    protected override bool Starts(CommandLine command, ConfigView config) =>
        command.Stem == "train" && command.Positionals.All(word => word.Text.EndsWith(".py", System.StringComparison.Ordinal)) && config.Count(Own) >= 4
        && config.HasAny("block_size", "n_layer", "n_embd", "lr_decay_iters", "max_iters") && config.HasAny("eval_iters", "eval_interval", "lr_decay_iters", "max_iters", "block_size");

    protected override bool IsFragment(ConfigView config) => config.Root.Command!.Positionals.Count > 0;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        draft.Set(Facts.Optimizer, Setting<string>.ByDefault("AdamW")).Set(Facts.Schedule, Setting<string>.ByDefault("cosine"));
        draft.Set(Facts.Seed, Setting<double>.ByDefault(1337)).Set(Facts.Validation, Setting<bool>.ByDefault(true));

        // The accumulation is divided by the number of processes, so that the total stays.
        draft.Set(Facts.WorldSize, Setting<double>.Unknown);
        if (scope.IsFalse("decay_lr"))
        {
            draft.Set(Facts.Schedule, Setting<string>.Derived("constant", "--decay_lr=False", draft.Get(Facts.Schedule)));
            draft.Set(Facts.WarmupSteps, Setting<double>.ByDefault(0)).Set(Facts.ScheduleLength, Setting<double>.Unknown)
                .Set(Facts.FinalLearningRate, Setting<double>.Unknown);
        }
    }
}
