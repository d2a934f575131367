using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// facebookresearch/vissl: <c>vissl/config/defaults.yaml</c>, <c>vissl/utils/hydra_config.py</c>, <c>optimizers/param_groups</c>. Everything stands
/// below <c>config</c>; most files are options that the command line lays over a recipe. With auto_scale, the written values of a schedule
/// only give its shape, and base_value is the rate per base_lr_batch_size samples.
/// </summary>
internal sealed class Vissl : Dialect
{
    private const string Rate = "OPTIMIZER.param_schedulers.lr";
    private const string Scaling = Rate + ".auto_lr_scaling";
    private const string Heads = "OPTIMIZER.linear_eval_heads";

    public Vissl()
        : base("vissl", Loaders.OmegaConf)
    {
        Map(Facts.Optimizer, "OPTIMIZER.name").Otherwise("sgd");
        Map(Facts.Momentum, "OPTIMIZER.momentum").Otherwise(0.9);
        Map(Facts.WeightDecay, "OPTIMIZER.weight_decay").Otherwise(1e-4);
        Map(Facts.Schedule, Rate + ".name").Otherwise("multistep");
        Map(Facts.Milestones, Rate + ".milestones");
        Map(Facts.Epochs, "OPTIMIZER.num_epochs").Otherwise(90);
        Map(Facts.BatchSize, "DATA.TRAIN.BATCHSIZE_PER_REPLICA").Otherwise(256);
        Map(Facts.EvaluationInterval, "TEST_EVERY_NUM_EPOCH").Otherwise(1);
        Map(Facts.Validation, "TEST_MODEL").Otherwise(true);
        Map(Facts.Seed, "SEED_VALUE").Otherwise(0);
        MapSwitch(Facts.Precision, "amp", "fp32", "MODEL.AMP_PARAMS.USE_AMP").Otherwise("fp32");
        OtherKnownKeys = ["nesterov", "regularize_bn", "regularize_bias", "betas", "use_larc", "num_epochs", "BATCHSIZE_PER_REPLICA", "TEST_ONLY", "non_regularized_parameters"];
        KeyFacts =
        [
            new(
                Rate + ".values", "auto_scale recomputes the values from base_value x batch / base_lr_batch_size and keeps only the ratio "
                    + "of the first two (vissl/utils/hydra_config.py, get_scaled_lr_scheduler); change base_value")
            {
                When = (scope, _) => scope.IsTrue(Scaling + ".auto_scale") && scope.Number(Scaling + ".base_value") is { } written
                    && Values.Numbers(scope, scope.Node(Rate + ".values"), "").Or([]) is { Count: > 0 } values && Math.Abs(values[0] - written) > 1e-9,
                Severity = Severity.Info,
            },
        ];
    }

    public override int Precedence => 130;

    public override bool Recognises(ConfigView config) =>
        config.Mapping("config") is not null
        && config.HasAny("config.OPTIMIZER", "config.DATA.TRAIN", "config.DISTRIBUTED", "config.TRAINER")
        && !config.IsAny("config.TEST_ONLY", "True");

    protected override bool IsFragment(ConfigView config) => !config.HasAll("config.DATA", "config.DISTRIBUTED", "config.OPTIMIZER.num_epochs");

    /// <inheritdoc/>
    public override string UsualScope => "config";

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) => [root.At("config")];

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Epochs;
        CompleteRate(scope, draft);
        CompleteScaling(scope, draft);
        CompleteWarmup(scope, draft);
        CompleteHeads(scope, draft);
        CompleteModel(scope, draft);
    }

    private static void CompleteRate(RecipeScope scope, RecipeBuilder draft)
    {
        var written = scope.IsTrue(Scaling + ".auto_scale") ? scope.Read(Scaling + ".base_value") : Setting<double>.Missing;
        if (written.State == SettingState.Absent)
        {
            written = Peak(scope, Rate);
        }

        var isDefault = written.State == SettingState.Absent && !draft.IsFragment && !scope.Has(Rate);
        draft.Set(Facts.LearningRate, isDefault ? Setting<double>.ByDefault(0.1)
            : written.State == SettingState.Absent ? Setting<double>.Unknown : written);
        var values = Values.Numbers(scope, scope.Node(Rate + ".values"), scope.Absolute(Rate + ".values"));
        ObserveShape(scope, values);
        CompleteDecay(scope, draft);
        if (values.TryGet(out var steps) && steps.Count > 1 && steps[0] > 0)
        {
            draft.Set(Facts.DecayFactor, Setting<double>.Derived(steps[1] / steps[0], "the ratio of the first two values", values));
        }
    }

    // A composite schedule is known by its last part; scaling keeps the ratio of a cosine's ends.
    private static void CompleteDecay(RecipeScope scope, RecipeBuilder draft)
    {
        var parts = (scope.Node(Rate + ".schedulers") as SequenceNode)?.Items.Count ?? 0;
        var last = parts > 0 ? FormattableString.Invariant($"{Rate}.schedulers.{parts - 1}") : Rate;
        if (parts > 0 && scope.Text(last + ".name") is { } name)
        {
            draft.Set(Facts.Schedule, Setting<string>.Derived(name, "the last part of the composite schedule", scope.Read(last + ".start_value")));
        }

        var end = scope.Read(last + ".end_value");
        if (scope.IsAny(last + ".name", "cosine") && end.TryGet(out var lowest) && scope.Number(last + ".start_value") is > 0 and var start
            && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * lowest / start, "end_value over start_value, times the rate", end));
        }
    }

    // fvcore's MultiStepParamScheduler and ClassyVision's composite scheduler check both when they are built.
    private static void ObserveShape(RecipeScope scope, Setting<IReadOnlyList<double>> values)
    {
        var milestones = Values.Numbers(scope, scope.Node(Rate + ".milestones"), scope.Absolute(Rate + ".milestones"));
        if (values.TryGet(out var steps) && milestones.TryGet(out var drops) && steps.Count != drops.Count + 1)
        {
            scope.ObserveRefused(Rate + ".values", FormattableString.Invariant($"{steps.Count} values"),
                FormattableString.Invariant($"{drops.Count + 1}, one more than milestones"), "the scheduler refuses the list and training does not start");
        }

        var lengths = Values.Numbers(scope, scope.Node(Rate + ".lengths"), scope.Absolute(Rate + ".lengths"));
        if (lengths.TryGet(out var shares) && Math.Abs(shares.Sum() - 1) >= 1e-3)
        {
            scope.ObserveRefused(Rate + ".lengths", FormattableString.Invariant($"shares that add up to {shares.Sum():0.###}"), "shares of the run that add up to 1", "the composite scheduler refuses them and training does not start");
        }
    }

    /// <summary>The largest rate that a schedule names: its start, its end where it rises, the first of its values, the largest of its parts. Text goes first, so that it is found.</summary>
    private static Setting<double> Peak(RecipeScope scope, string path)
    {
        if (scope.Node(path + ".schedulers") is SequenceNode parts)
        {
            return Enumerable.Range(0, parts.Items.Count)
                .Select(i => Peak(scope, FormattableString.Invariant($"{path}.schedulers.{i}")))
                .Where(peak => peak.HasValue)
                .OrderByDescending(peak => double.IsNaN(peak.Or(0)) ? double.PositiveInfinity : peak.Or(0))
                .FirstOrDefault() ?? Setting<double>.Missing;
        }

        return new[] { ".values", ".start_value", ".value", ".base_value", ".end_value" }
            .Select(key => scope.Read(path + key))
            .Where(value => value.HasValue)
            .OrderByDescending(value => double.IsNaN(value.Or(0)) ? double.PositiveInfinity : value.Or(0))
            .FirstOrDefault() ?? Setting<double>.Missing;
    }

    private static void CompleteScaling(RecipeScope scope, RecipeBuilder draft)
    {
        var nodes = scope.Number("DISTRIBUTED.NUM_NODES") ?? (draft.IsFragment ? null : 1);
        var processes = scope.Number("DISTRIBUTED.NUM_PROC_PER_NODE") ?? (draft.IsFragment ? null : 8);
        if (nodes is not { } machines || processes is not { } perMachine || !draft.Get(Facts.BatchSize).TryGet(out var replica))
        {
            return;
        }

        var devices = machines * perMachine;
        var batch = replica * devices;
        draft.Set(Facts.WorldSize, Setting<double>.Derived(devices, "NUM_NODES x NUM_PROC_PER_NODE"));
        draft.Set(Facts.EffectiveBatchSize, Setting<double>.Derived(batch, "BATCHSIZE_PER_REPLICA x NUM_NODES x NUM_PROC_PER_NODE", draft.Get(Facts.BatchSize)));
        var rate = draft.Get(Facts.LearningRate);
        if (scope.IsTrue(Scaling + ".auto_scale") && rate.TryGet(out var perReference))
        {
            var ratio = batch / (scope.Number(Scaling + ".base_lr_batch_size") ?? 256);
            var factor = scope.IsAny(Scaling + ".scaling_type", "sqrt") ? Math.Sqrt(ratio) : ratio;
            draft.Set(Facts.EffectiveLearningRate,
                Setting<double>.Derived(perReference * factor, FormattableString.Invariant($"base_value x {factor}, the batch of {batch} over base_lr_batch_size"), rate));
        }
    }

    // A composite schedule warms up in its first part when that rises; its share of the run is the first of lengths.
    private static void CompleteWarmup(RecipeScope scope, RecipeBuilder draft)
    {
        var first = Rate + ".schedulers.0";
        if (!scope.IsAny(first + ".name", "linear"))
        {
            draft.Set(Facts.WarmupRatio, draft.IsFragment && !scope.Has(Rate + ".name") ? Setting<double>.Unknown : Setting<double>.Missing);
            return;
        }

        // resolve_linear_schedule: on one node, auto_scale computes a start that equals the end and drops the part.
        if (scope.IsTrue(Scaling + ".auto_scale") && scope.Number("DISTRIBUTED.NUM_NODES") is 1)
        {
            draft.Set(Facts.WarmupRatio, Setting<double>.Missing);
            if (scope.Node(first) is { } part && scope.OriginOf(part) == Origin.File)
            {
                scope.Observe(new WithoutEffectObservation(part.Place, scope.Absolute(first), "the linear warmup", "on one node, auto_scale computes a start equal to the end and removes this part; switch auto_scale off and write the rates for your batch", Severity.Info));
            }

            return;
        }

        var lengths = Values.Numbers(scope, scope.Node(Rate + ".lengths"), scope.Absolute(Rate + ".lengths"));
        if (lengths is { HasValue: true, Place: { } place } && lengths.Or([]).Count > 0)
        {
            draft.Set(Facts.WarmupRatio,
                Setting<double>.Written(lengths.Or([])[0], lengths.Or([])[0].ToString(CultureInfo.InvariantCulture), lengths.Key!, place,
                    lengths.Origin));
        }
    }

    // param_groups/linear_eval_heads: each head takes a multiple of the scheduled rate.
    private static void CompleteHeads(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Node(Heads) is not SequenceNode heads)
        {
            return;
        }

        for (var i = 0; i < heads.Items.Count; i++)
        {
            var path = FormattableString.Invariant($"{Heads}.{i}");
            if (scope.Has(path + ".lr"))
            {
                draft.ParameterGroups.Add(new ParameterGroup(FormattableString.Invariant($"head {i}"), scope.Read(path + ".lr")));
            }
        }
    }

    private static void CompleteModel(RecipeScope scope, RecipeBuilder draft)
    {
        Betas.Fill(draft, Values.Numbers(scope, scope.Node("OPTIMIZER.betas"), scope.Absolute("OPTIMIZER.betas")), 0.9, 0.999);
        if (scope.IsTrue("OPTIMIZER.use_larc"))
        {
            draft.Set(Facts.Optimizer, Setting<string>.Derived("LARC", "use_larc wraps the optimizer", draft.Get(Facts.Optimizer)));
        }

        var norm = scope.Read("MODEL.GRAD_CLIP.MAX_NORM");
        draft.Set(Facts.GradientClipNorm, scope.IsTrue("MODEL.GRAD_CLIP.USE_GRAD_CLIP")
            ? norm.State == SettingState.Absent ? Setting<double>.ByDefault(1) : norm
            : draft.IsFragment ? Setting<double>.Unknown : Setting<double>.Missing);
        var isFrozen = scope.IsTrue("MODEL.FEATURE_EVAL_SETTINGS.FREEZE_TRUNK_ONLY") || scope.IsTrue("MODEL.FEATURE_EVAL_SETTINGS.FREEZE_TRUNK_AND_HEAD")
            || scope.Has(Heads);
        draft.Regime = isFrozen ? Regime.LinearProbe
            : scope.Text("MODEL.WEIGHTS_INIT.PARAMS_FILE") is { Length: > 0 } ? Regime.FineTuning
            : draft.IsFragment ? Regime.Unknown
            : Regime.FromScratch;
        if (scope.Text("MODEL.TRUNK.NAME") is { } trunk)
        {
            var isTransformer = new[] { "transformer", "vit", "convit", "xcit", "beit", "deit" }.Any(word => trunk.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
            ModelFamilies.ApplyBackbone(draft, isTransformer, "MODEL.TRUNK.NAME");
        }
    }
}
