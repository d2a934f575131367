using System;
using System.Linq;
using TrainingLint.Configs.Composition;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// lyuwenyu/RT-DETR in PyTorch, both versions: <c>src/core/{_config,yaml_config,yaml_utils}.py</c>, <c>src/solver</c>. Component keys are the
/// arguments of torch classes; epochs are spelt <c>epoches</c>, warmup counts iterations and exists in version 2 only.
/// Peterande/D-FINE, which grew out of it, spells <c>epochs</c> (<c>src/core/_config.py</c>).
/// </summary>
internal sealed class RtDetr : Dialect
{
    public RtDetr()
        : base("rt-detr", Loaders.PyYaml)
    {
        Bases = new BaseFiles("__include__");
        Map(Facts.Optimizer, "optimizer.type");
        Map(Facts.LearningRate, "optimizer.lr");
        Map(Facts.Momentum, "optimizer.momentum").OtherwiseNone();
        Map(Facts.WeightDecay, "optimizer.weight_decay");
        Map(Facts.Schedule, "lr_scheduler.type").OtherwiseNone();
        Map(Facts.Milestones, "lr_scheduler.milestones").Means(Meaning.BeyondEndIsIdiom);
        Map(Facts.DecayFactor, "lr_scheduler.gamma");
        Map(Facts.ScheduleLength, "lr_scheduler.T_max");
        Map(Facts.WarmupSteps, "lr_warmup_scheduler.warmup_duration").OtherwiseNone();
        Map(Facts.Epochs, "epoches", "epochs");
        Map(Facts.EffectiveBatchSize, "train_dataloader.total_batch_size");
        Map(Facts.BatchSize, "train_dataloader.batch_size");
        Map(Facts.GradientClipNorm, "clip_max_norm").OtherwiseNone();
        Map(Facts.Seed, "seed");
        Map(Facts.Validation).Otherwise(true);
        MapSwitch(Facts.Precision, "amp", "fp32", "use_amp").Otherwise("fp32");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["betas", "params", "checkpoint_freq", "checkpoint_step", "log_step", "output_dir", "sync_bn", "find_unused_parameters", "use_ema", "last_epoch"];
        KeyFacts =
        [
            new("seed", "the config's seed is never used; pass --seed to tools/train.py"),
            new("epochs", "the solver reads epoches, as it is spelt in this code base, and takes the length from there") { When = (scope, _) => scope.Has("epoches") },
        ];
    }

    public override int Precedence => 170;

    public override bool Recognises(ConfigView config) =>
        config.Node("__include__") is SequenceNode
        || config.Has("epoches")
        || config.HasAll("optimizer.type", "lr_scheduler.type", "lr_warmup_scheduler.type");

    protected override bool IsFragment(ConfigView config) =>
        !config.HasAny("epoches", "epochs") || !config.HasAll("optimizer.type", "optimizer.lr") || !config.HasAny("train_dataloader", "lr_scheduler.type");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        Betas.Fill(draft, Values.Numbers(scope, scope.Node("optimizer.betas"), "optimizer.betas"), 0.9, 0.999);
        IterationCounts.Observe(scope, "lr_warmup_scheduler.warmup_duration", "write the number of iterations, 2000 in the published recipes");
        CompleteGroups(scope, draft);
        CompleteBatch(scope, draft);
        if (scope.IsTrue("use_ema"))
        {
            var decay = scope.Read("ema.decay");
            draft.Set(Facts.EmaDecay, decay.State == SettingState.Absent ? Setting<double>.ByDefault(0.9999) : decay);
        }

        // Every published recipe starts from a backbone trained on ImageNet; the key stands in the backbone's block.
        var isPretrained = scope.View.Root.Entries.Any(entry => entry.Value is MappingNode block && block["pretrained"] is ScalarNode weights
            && weights.Read(scope.Loader.Schema) is not ({ Kind: ScalarKind.Boolean, Number: 0 } or { Kind: ScalarKind.Null }));
        draft.Regime = isPretrained || scope.Text("tuning") is { Length: > 0 } ? Regime.FineTuning
            : draft.IsFragment ? Regime.Unknown : Regime.FromScratch;
    }

    private static void CompleteGroups(RecipeScope scope, RecipeBuilder draft)
    {
        if (draft.Get(Facts.WeightDecay).State != SettingState.Known && !draft.IsFragment && draft.Get(Facts.Optimizer).HasValue)
        {
            draft.Set(Facts.WeightDecay, Setting<double>.ByDefault(draft.Get(Facts.Optimizer).Is("AdamW") ? 0.01 : 0));
        }

        if (scope.Node("optimizer.params") is not SequenceNode groups)
        {
            return;
        }

        for (var i = 0; i < groups.Items.Count; i++)
        {
            var path = FormattableString.Invariant($"optimizer.params.{i}");
            if (scope.Has(path + ".lr"))
            {
                draft.ParameterGroups.Add(new ParameterGroup(scope.Text(path + ".params") ?? path, scope.Read(path + ".lr")));
            }
        }
    }

    // Version 2 asserts that only one of the two is given.
    private static void CompleteBatch(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Number("train_dataloader.total_batch_size") is not null && scope.Number("train_dataloader.batch_size") is not null)
        {
            scope.ObserveRefused("train_dataloader.batch_size", "a batch per process beside total_batch_size", "one of the two", "the loader asserts it and training does not start");
        }
    }
}
