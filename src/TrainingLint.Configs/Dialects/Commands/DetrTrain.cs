using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>DETR and its many descendants: facebookresearch/detr, <c>main.py</c>.</summary>
internal sealed class DetrTrain : CommandDialect
{
    public DetrTrain()
        : base("detr", Loaders.Argparse)
    {
        Map(Facts.LearningRate, "lr");
        Map(Facts.WeightDecay, "weight_decay").Otherwise(1e-4);
        Map(Facts.BatchSize, "batch_size");
        Map(Facts.Epochs, "epochs");
        Map(Facts.GradientClipNorm, "clip_max_norm").Otherwise(0.1);
        Map(Facts.Seed, "seed").Otherwise(42);
        Map(Facts.Dropout, "dropout");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["lr_backbone", "lr_backbone_names", "lr_linear_proj_mult", "lr_linear_proj_names", "lr_drop", "lr_drop_epochs"];
    }

    protected override bool Starts(CommandLine command, ConfigView config) => config.Has("lr_backbone") && config.HasAny("lr_drop", "coco_path", "num_queries", "set_cost_class", "bbox_loss_coef");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        draft.Set(Facts.Optimizer, scope.IsTrue("sgd") ? Setting<string>.Derived("SGD", "--sgd") : Setting<string>.ByDefault("AdamW"));
        draft.Regime = Regime.FineTuning;
        draft.Set(Facts.Validation, Setting<bool>.ByDefault(true));
        if (scope.Read("lr_drop") is { HasValue: true } drop && drop.TryGet(out var epoch))
        {
            draft.Set(Facts.Schedule, Setting<string>.Derived("step", "StepLR with --lr_drop", drop));
            draft.Set(Facts.Milestones,
                Setting<System.Collections.Generic.IReadOnlyList<double>>.Written([epoch], drop.Text!, drop.Key!, drop.Place!,
                    drop.Origin));
        }
    }
}
