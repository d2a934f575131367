using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// pytorch/torchtitan as of 2026: functions of <c>config_registry.py</c> that return <c>Trainer.Config(...)</c>, with the defaults of
/// <c>torchtitan/config/configs.py</c> and <c>components/optimizer/{optimizer,lr_scheduler}.py</c>.
/// </summary>
internal sealed class TorchtitanRegistry : PythonDialect
{
    private const string Groups = "optimizer.param_groups";

    public TorchtitanRegistry()
        : base("torchtitan", Language)
    {
        Map(Facts.LearningRate, "optimizer.lr");
        Map(Facts.WarmupSteps, "lr_scheduler.warmup_steps").Otherwise(200);
        Map(Facts.Schedule, "lr_scheduler.decay_type").Otherwise("linear");
        Map(Facts.ScheduleLength, "lr_scheduler.total_steps");
        Map(Facts.MaxSteps, "training.steps").Otherwise(10_000);
        Map(Facts.GradientClipNorm, "training.max_norm").Otherwise(1);
        Map(Facts.Seed, "debug.seed").OtherwiseNone();
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
    }

    public override int Precedence => 394;

    public override bool Recognises(ConfigView config) =>
        Is(config, PythonRoots.Object) && config.Has("optimizer") && config.Has("model_spec") && config.HasAny("training.steps", "lr_scheduler", "dataloader", "hf_assets_path")
        && config.File.Text.IndexOf("torchtitan", StringComparison.Ordinal) >= 0;

    protected override bool IsFragment(ConfigView config) => config.Has(PythonFormat.Rest);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = scope.HasAny("checkpoint.initial_load_path", "checkpoint.initial_load_in_hf") ? Regime.FineTuning : Regime.Unknown;
        ReadOptimizer(scope, draft);

        // With a share for the decay, the rate holds before it: warmup, stable, decay.
        if (scope.Has("lr_scheduler.decay_ratio"))
        {
            draft.Set(Facts.Schedule, Setting<string>.Unknown);
        }
    }

    private static void ReadOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        if (NodeTags.CalledBy(scope.View.Node("optimizer")) is { } called && DottedName.Last(called) == "default_adamw")
        {
            draft.Set(Facts.Optimizer, Setting<string>.Derived("AdamW", "default_adamw"));
            draft.SetDefault(Facts.LearningRate, 8e-4);
            draft.Set(Facts.Beta1, Setting<double>.ByDefault(0.9)).Set(Facts.Beta2, Setting<double>.ByDefault(0.95));
            draft.Set(Facts.WeightDecay, Or(scope, "optimizer.weight_decay", 0.1));
            draft.Set(Facts.Epsilon, Or(scope, "optimizer.eps", 1e-8));
        }
        else if (scope.Node(Groups) is SequenceNode { Items.Count: 1 })
        {
            // Of several groups of weights nobody sees which is the largest.
            if (scope.Text(Groups + ".0.optimizer_name") is { } name)
            {
                draft.Set(Facts.Optimizer, Setting<string>.Derived(name, Groups + ".optimizer_name"));
            }

            draft.Set(Facts.LearningRate, scope.Read(Groups + ".0.optimizer_kwargs.lr"));
            draft.Set(Facts.WeightDecay, scope.Read(Groups + ".0.optimizer_kwargs.weight_decay"));
        }
    }

    private static Setting<double> Or(RecipeScope scope, string path, double value) =>
        scope.Read(path) is { State: not SettingState.Absent } written ? written : Setting<double>.ByDefault(value);
}
