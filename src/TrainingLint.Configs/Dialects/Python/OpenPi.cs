using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>Physical-Intelligence/openpi: <c>TrainConfig(...)</c> in <c>src/openpi/training/config.py</c>, with the defaults of that file and of <c>optimizer.py</c>.</summary>
internal sealed class OpenPi : PythonDialect
{
    public OpenPi()
        : base("openpi", Language)
    {
        Map(Facts.LearningRate, "lr_schedule.peak_lr");
        Map(Facts.FinalLearningRate, "lr_schedule.decay_lr");
        Map(Facts.WarmupSteps, "lr_schedule.warmup_steps").Otherwise(1000);
        Map(Facts.ScheduleLength, "lr_schedule.decay_steps");
        Map(Facts.Beta1, "optimizer.b1");
        Map(Facts.Beta2, "optimizer.b2");
        Map(Facts.Epsilon, "optimizer.eps");
        Map(Facts.WeightDecay, "optimizer.weight_decay");
        Map(Facts.GradientClipNorm, "optimizer.clip_gradient_norm");
        Map(Facts.EffectiveBatchSize, "batch_size").Otherwise(32);
        Map(Facts.MaxSteps, "num_train_steps").Otherwise(30_000);
        Map(Facts.EmaDecay, "ema_decay").Otherwise(0.99);
        Map(Facts.Seed, "seed").Otherwise(42);
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        KeyFacts =
        [
            new("optimizer.lr", "openpi takes the rate from lr_schedule (training/optimizer.py, create_optimizer); write lr_schedule=CosineDecaySchedule(peak_lr=...)"),
        ];
    }

    public override int Precedence => 397;

    public override bool Recognises(ConfigView config) =>
        NodeTags.CalledBy(config.Root) is { } called && called.EndsWith("TrainConfig", StringComparison.Ordinal) && !IsTest(config.File.Path)
        && config.Has("name")
        && ((config.Has("model") && config.HasAny("weight_loader", "num_train_steps", "lr_schedule", "data", "ema_decay"))
            || (config.File.Text.IndexOf("openpi", StringComparison.Ordinal) >= 0 && config.Has("num_train_steps")));

    protected override bool IsFragment(ConfigView config) => config.Has(PythonFormat.Rest);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = Regime.FineTuning;
        var schedule = NodeTags.CalledBy(scope.View.Node("lr_schedule")) ?? (scope.Has("lr_schedule") ? "" : "CosineDecaySchedule");
        if (schedule.EndsWith("CosineDecaySchedule", StringComparison.Ordinal))
        {
            draft.SetDefault(Facts.Schedule, "cosine");
            draft.SetDefault(Facts.LearningRate, 2.5e-5);
            draft.SetDefault(Facts.FinalLearningRate, 2.5e-6);
            draft.SetDefault(Facts.ScheduleLength, 30_000);
        }
        else if (schedule.EndsWith("RsqrtDecaySchedule", StringComparison.Ordinal))
        {
            draft.SetDefault(Facts.Schedule, "rsqrt");
            draft.SetDefault(Facts.LearningRate, 5e-5);
        }

        var optimizer = NodeTags.CalledBy(scope.View.Node("optimizer")) ?? (scope.Has("optimizer") ? "" : "AdamW");
        if (optimizer.EndsWith("AdamW", StringComparison.Ordinal))
        {
            draft.SetDefault(Facts.Optimizer, "AdamW");
            draft.SetDefault(Facts.Beta1, 0.9);
            draft.SetDefault(Facts.Beta2, 0.95);
            draft.SetDefault(Facts.Epsilon, 1e-8);
            draft.SetDefault(Facts.WeightDecay, 1e-10);
            draft.SetDefault(Facts.GradientClipNorm, 1);
        }
        else if (optimizer.EndsWith("SGD", StringComparison.Ordinal))
        {
            draft.SetDefault(Facts.Optimizer, "SGD");
        }
    }
}
