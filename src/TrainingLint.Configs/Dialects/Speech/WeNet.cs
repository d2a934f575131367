using System;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Speech;

/// <summary>
/// wenet-e2e/wenet: <c>wenet/utils/train_utils.py</c>, <c>executor.py</c>, <c>scheduler.py</c>. The rate is the peak under both schedules;
/// seed (777), precision and world size are no part of the file.
/// </summary>
internal sealed class WeNet : Dialect
{
    private const int HardCodedSeed = 777;

    public WeNet()
        : base("wenet", Loaders.PyYaml)
    {
        Map(Facts.Optimizer, "optim");
        Map(Facts.LearningRate, "optim_conf.lr").Otherwise(1e-3);
        MapElement(Facts.Beta1, 0, "optim_conf.betas");
        MapElement(Facts.Beta2, 1, "optim_conf.betas");
        Map(Facts.Epsilon, "optim_conf.eps");
        Map(Facts.WeightDecay, "optim_conf.weight_decay");
        Map(Facts.Schedule, "scheduler");
        Map(Facts.ScheduleLength, "scheduler_conf.max_steps");
        Map(Facts.FinalLearningRate, "scheduler_conf.min_lr");
        Map(Facts.WarmupSteps, "scheduler_conf.warmup_steps");
        Map(Facts.WarmupRatio, "scheduler_conf.warmup_ratio");
        Map(Facts.BatchSize, "dataset_conf.batch_conf.batch_size");
        Map(Facts.GradientAccumulation, "accum_grad");
        Map(Facts.Epochs, "max_epoch").Otherwise(100);
        Map(Facts.Seed).Otherwise(HardCodedSeed);
        Map(Facts.GradientClipNorm, "grad_clip").Otherwise(50).Means(Meaning.ZeroErases, Meaning.NegativeReverses);
        Map(Facts.Dropout, "encoder_conf.dropout_rate");
        Map(Facts.LabelSmoothing, "model_conf.lsm_weight");
        OtherKnownKeys = ["optim", "lr", "batch_type", "max_frames_in_batch", "log_interval", "save_interval", "hold_steps", "hold_ratio", "decay_rate", "modules", "dataset", "scheduler"];
        KeyFacts =
        [
            new("seed", "wenet/bin/train.py always seeds with 777; nothing in the file changes that"),
            new("dataset_conf.batch_conf.max_frames_in_batch", "it counts only under batch_type: dynamic")
            {
                When = (scope, _) => scope.IsAny("dataset_conf.batch_conf.batch_type", "static"),
                Severity = Severity.Info,
            },
        ];
    }

    // FunASR took over most of the keys, but keeps those of its trainer in a section (funasr/train_utils/trainer.py).
    public override int Precedence => 310;

    public override bool Recognises(ConfigView config) =>
        config.Has("dataset_conf") && !config.Has("train_conf") && config.HasAll("optim", "optim_conf") && config.HasAny("scheduler", "encoder", "model", "max_epoch");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        var encoder = scope.Text("encoder");
        ModelFamilies.Apply(draft, ModelFamilies.Of(encoder), "the encoder");
        ModelFamilies.ApplyPreNormalization(draft, !scope.IsFalse("encoder_conf.normalize_before"), "encoder_conf.normalize_before");
        draft.Regime = ModelFamilies.IsPretrained(scope.Text("model") ?? "") || ModelFamilies.IsPretrained(encoder ?? "")
            ? Regime.FineTuning : Regime.FromScratch;
        TorchOptimizers.Complete(scope.Text("optim"), (key, value) => draft.SetDefault(key, value));
        if (scope.IsAny("scheduler", "warmuplr") && draft.Get(Facts.WarmupRatio) is { Text: null })
        {
            draft.SetDefault(Facts.WarmupSteps, 25000);
        }
        else if (draft.Get(Facts.WarmupRatio) is { Text: null })
        {
            draft.SetNone(Facts.WarmupSteps);
        }

        AddGroups(scope, draft);
    }

    // A list of rates: the first for everything else, then one for each of optim_conf.modules.
    private static void AddGroups(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Node("optim_conf.lr") is not Documents.SequenceNode rates)
        {
            return;
        }

        for (var index = 1; index < rates.Items.Count; index++)
        {
            var path = FormattableString.Invariant($"optim_conf.lr.{index}");
            var module = scope.Text(FormattableString.Invariant($"optim_conf.modules.{index - 1}")) ?? FormattableString.Invariant($"group {index}");
            draft.ParameterGroups.Add(new ParameterGroup(module, Values.Number(scope, scope.Node(path), path)));
        }
    }
}
