using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Speech;

/// <summary>
/// espnet/espnet, second generation: <c>espnet2/tasks/abs_task.py</c>, <c>train/trainer.py</c>, <c>schedulers/*.py</c>. Adversarial tasks have a
/// second optimizer (<c>optim2</c>) for the discriminator. Under noamlr the rate is a factor; under warmuplr it is the peak.
/// </summary>
internal sealed class EspNet : Dialect
{
    private const string Discriminator = "optim2";

    private static readonly string[] Signs = [
        "max_epoch", "accum_grad", "batch_type", "batch_bins", "best_model_criterion", "keep_nbest_models", "patience", "num_iters_per_epoch", "use_amp",
    ];

    private static readonly string[] WarmupSchedules = ["warmuplr", "noamlr", "warmupsteplr", "warmupreducelronplateau"];

    public EspNet()
        : base("espnet", Loaders.EspNet)
    {
        Map(Facts.GradientAccumulation, "accum_grad").Otherwise(1);
        Map(Facts.Epochs, "max_epoch").Otherwise(40);
        Map(Facts.StepsPerEpoch, "num_iters_per_epoch");
        Map(Facts.Seed, "seed").Otherwise(0);
        Map(Facts.GradientClipNorm, "grad_clip").Otherwise(5);
        Map(Facts.EarlyStoppingPatience, "patience").OtherwiseNone();
        Map(Facts.BatchSize, "batch_size");
        Map(Facts.Dropout, "encoder_conf.dropout_rate", "lm_conf.dropout_rate");
        Map(Facts.LabelSmoothing, "model_conf.lsm_weight");
        Map(Facts.Initialization, "init");
        OtherKnownKeys = [
            "optim", "optim_conf", "scheduler", "scheduler_conf", "optim2", "optim2_conf", "scheduler2", "scheduler2_conf", "batch_bins", "batch_type",
            "valid_batch_bins", "valid_batch_size", "keep_nbest_models", "best_model_criterion", "early_stopping_criterion", "val_scheduler_criterion", "grad_noise", "grad_clip_type",
        ];
        KeyFacts = [
            new("accum_grad", "the trainer of adversarial tasks does not accumulate and stops with an error (espnet2/train/gan_trainer.py)")
            {
                When = (scope, _) => scope.Has(Discriminator) && scope.Number("accum_grad") is > 1,
            },
            new("batch_bins", "batch_type folded, sorted or unsorted counts samples: write batch_size, or batch_type numel or length")
            {
                When = (scope, _) => scope.IsAny("batch_type", "folded", "sorted", "unsorted"),
                Severity = Severity.Info,
            },
            new("batch_size", "batch_type numel or length counts bins: write batch_bins, or batch_type folded")
            {
                When = (scope, _) => scope.IsAny("batch_type", "numel", "length"),
                Severity = Severity.Info,
            },
        ];
    }

    // PaddleSpeech took over most of the keys, but not the length and the clipping (paddlespeech/s2t/exps/u2/model.py).
    public override int Precedence => 320;

    public override bool Recognises(ConfigView config) =>
        !config.HasAny("dataset_conf", "n_epoch", "global_grad_clip") && config.HasAny("optim", "optim_conf") && config.Mapping("optim") is null
        && Signs.Count(config.Has) >= (config.HasAll("optim", "optim_conf") ? 2 : 3);

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) =>
        root.HasAny(Discriminator, "optim2_conf") ? [root.At("", "optim"), root.At("", Discriminator)] : [root];

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        var suffix = scope.Name == Discriminator ? "2" : "";
        var isAdversarial = scope.HasAny(Discriminator, "optim2_conf");
        var encoder = scope.Text("encoder") ?? scope.Text("lm") ?? (scope.Has("lm_conf") ? "seq_rnn" : scope.Text("tts"));
        ModelFamilies.Apply(draft, ModelFamilies.Of(encoder), "the model");
        ModelFamilies.ApplyPreNormalization(draft, !scope.IsFalse("encoder_conf.normalize_before"), "encoder_conf.normalize_before");
        draft.Regime = scope.Text("init_param") is not null || (encoder is not null && ModelFamilies.IsPretrained(encoder))
            ? Regime.FineTuning : Regime.FromScratch;

        // Only gan_trainer.py asks whether the limit is above zero.
        draft.Mean(Facts.GradientClipNorm, isAdversarial ? [] : [Meaning.ZeroErases, Meaning.NegativeReverses]);
        draft.Infer(Facts.Adversarial, isAdversarial, "the task");
        draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, Setting<string>.ByDefault(scope.Text("train_dtype") switch
        {
            "float16" => "fp16",
            "float64" => "fp64",
            _ => "fp32"
        }), ("use_amp", "amp")));
        CompleteBatch(scope, draft);
        ReadOptimizer(scope, draft, suffix);
        ReadSchedule(scope, draft, suffix);
    }

    private static void CompleteBatch(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.IsAny("batch_type", "numel", "length") && draft.Get(Facts.BatchSize).Or(1) > 0)
        {
            draft.Set(Facts.BatchSize, Setting<double>.Unknown);
        }
        else
        {
            draft.SetDefault(Facts.BatchSize, 20);
        }
    }

    private static void ReadOptimizer(RecipeScope scope, RecipeBuilder draft, string suffix)
    {
        var options = "optim" + suffix + "_conf.";
        var name = Values.Text(scope, scope.Node("optim" + suffix), "optim" + suffix);
        draft.Set(Facts.Optimizer, name.IsMissing ? Setting<string>.ByDefault("adadelta") : name);
        Read(Facts.LearningRate, "lr");
        Read(Facts.WeightDecay, "weight_decay");
        Read(Facts.Momentum, "momentum");
        Read(Facts.Epsilon, "eps");
        draft.Set(Facts.Beta1, Values.Element(scope, scope.Node(options + "betas"), options + "betas", 0));
        draft.Set(Facts.Beta2, Values.Element(scope, scope.Node(options + "betas"), options + "betas", 1));
        if (draft.Get(Facts.Optimizer).Or("").Equals("sgd", StringComparison.OrdinalIgnoreCase))
        {
            // espnet2/optimizers/sgd.py has a default of its own.
            draft.SetDefault(Facts.LearningRate, 0.1);
        }

        TorchOptimizers.Complete(draft.Get(Facts.Optimizer).Or(""), (key, value) => draft.SetDefault(key, value));

        void Read(SettingKey<double> key, string option) =>
            draft.Set(key, Values.Number(scope, scope.Node(options + option), options + option));
    }

    private static void ReadSchedule(RecipeScope scope, RecipeBuilder draft, string suffix)
    {
        var options = "scheduler" + suffix + "_conf.";
        var name = Values.Text(scope, scope.Node("scheduler" + suffix), "scheduler" + suffix);
        draft.Set(Facts.Schedule, name.IsMissing ? Setting<string>.ByDefault("constant") : name);
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Set(Facts.WarmupSteps, Values.Number(scope, scope.Node(options + "warmup_steps"), options + "warmup_steps"));
        if (WarmupSchedules.Any(name.Or("").ToLowerInvariant().Equals))
        {
            draft.SetDefault(Facts.WarmupSteps, 25000);
        }

        switch (name.Or("").ToLowerInvariant())
        {
            case "noamlr":
                NoamSchedule.Apply(draft, draft.Get(Facts.LearningRate), scope.Number(options + "model_size") ?? 320,
                    draft.Get(Facts.WarmupSteps).Or(0));
                break;
            case "onecyclelr":
                draft.Infer(Facts.ScheduleRampsUp, true, "the scheduler");
                Peak("max_lr", "total_steps");
                break;
            case "cycliclr":
                draft.Infer(Facts.ScheduleRampsUp, true, "the scheduler");
                Peak("max_lr", "");
                break;
            case "exponentialdecaywarmup" or "cosineannealingwarmuprestart":
                Peak("max_lr", "total_steps");
                break;
            case "exponentiallr" or "steplr" or "multisteplr":
                draft.Set(Facts.DecayFactor, Values.Number(scope, scope.Node(options + "gamma"), options + "gamma"));
                draft.ScheduleUnit = LengthUnit.Epochs;
                break;
        }

        void Peak(string rate, string length)
        {
            if (scope.Node(options + rate) is { } node)
            {
                draft.Set(Facts.LearningRate, Values.Number(scope, node, options + rate));
            }

            if (length.Length > 0 && scope.Node(options + length) is { } total)
            {
                draft.Set(Facts.ScheduleLength, Values.Number(scope, total, options + length));
            }
        }
    }
}
