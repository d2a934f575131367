using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>PrimeIntellect-ai/prime-rl: <c>configs/{trainer,sft,rl}.py</c>; a file for reinforcement learning nests its trainer under <c>trainer</c>.</summary>
internal sealed class PrimeRl : Dialect
{
    public PrimeRl()
        : base("prime-rl", new Loader("pydantic", ScalarSchema.Toml) { RejectsUnknownKeys = true })
    {
        Map(Facts.Optimizer, "optim.type").Otherwise("adamw");
        Map(Facts.LearningRate, "optim.lr").Otherwise(1e-6);
        Map(Facts.WeightDecay, "optim.weight_decay").Otherwise(0.01);
        Map(Facts.Beta1, "optim.betas1").Otherwise(0.9);
        Map(Facts.Beta2, "optim.betas2").Otherwise(0.999);
        Map(Facts.GradientClipNorm, "optim.max_norm").Otherwise(1);
        Map(Facts.Schedule, "scheduler.type").Otherwise("constant");
        Map(Facts.FinalLearningRate, "scheduler.min_lr").Otherwise(0);
        Map(Facts.MaxSteps, "max_steps", "/max_steps").OtherwiseNone();
        Map(Facts.EffectiveBatchSize, "data.batch_size");
        Map(Facts.Seed, "data.seed");
        Map(Facts.LoraRank, "model.lora.rank");
        Map(Facts.LoraAlpha, "model.lora.alpha");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
    }

    public override int Precedence => 4;

    public override bool IsWrittenIn(ConfigFormat format) => format == ConfigFormats.Toml;

    public override bool Recognises(ConfigView config) => IsWhole(config) || TrainsByDefaults(config);

    private static bool IsWhole(ConfigView config) =>
        config.HasAny("optim.lr", "trainer.optim.lr", "trainer.optim") && config.HasAny("model.name", "trainer.model", "orchestrator", "max_steps", "data.seq_len", "deployment");

    // The rate has a default, so that a file may name none: a trainer beside its orchestrator, or a model with its data.
    private static bool TrainsByDefaults(ConfigView config) =>
        (config.Has("trainer") && config.HasAny("orchestrator.batch_size", "orchestrator.group_size", "orchestrator.train", "orchestrator.env"))
        || (config.Has("model.name") && config.HasAny("data.name", "data.type") && config.Has("data.seq_len") && config.Has("max_steps") && !config.HasAny("training", "optimizer"));

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        [root.Has("trainer.optim") || (root.Has("trainer") && root.Has("orchestrator")) ? root.At("trainer", "trainer") : root];

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        var isAdapter = scope.Has("model.lora");
        var isReinforcement = scope.Path.Length > 0 || scope.Has("loss");
        draft.Regime = (isReinforcement, isAdapter) switch
        {
            (true, true) => Regime.LanguageModelReinforcementAdapter,
            (true, false) => Regime.LanguageModelReinforcement,
            (false, true) => Regime.Adapter,
            _ => Regime.FineTuning,
        };
        if (isReinforcement)
        {
            draft.Mean(Facts.Discount, Meaning.OneIsUsual);
        }

        if (scope.IsAny("scheduler.type", "linear", "cosine"))
        {
            draft.Set(Facts.WarmupSteps, scope.Read("scheduler.warmup_steps") is { State: not SettingState.Absent } written ? written
                : Setting<double>.ByDefault(10));
        }
    }
}
