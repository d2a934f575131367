using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// Lightning-AI/litgpt: <c>litgpt/args.py</c>, <c>litgpt/finetune/{lora,full}.py</c>, <c>litgpt/pretrain.py</c>. The schedule is fixed:
/// linear warmup, then cosine; finetuning decays to 0 whatever min_lr says.
/// </summary>
internal sealed class LitGpt : Dialect
{
    public LitGpt()
        : base("litgpt", Loaders.JsonArgparse)
    {
        Map(Facts.Optimizer, "optimizer.class_path", "optimizer").Otherwise("AdamW");
        Map(Facts.LearningRate, "optimizer.init_args.lr", "train.learning_rate").Otherwise(1e-3);
        Map(Facts.Beta1, "optimizer.init_args.betas.0", "train.beta1").Otherwise(0.9);
        Map(Facts.Beta2, "optimizer.init_args.betas.1", "train.beta2").Otherwise(0.999);
        Map(Facts.Epsilon, "optimizer.init_args.eps").Otherwise(1e-8);
        Map(Facts.WeightDecay, "optimizer.init_args.weight_decay", "train.weight_decay").Otherwise(0.01);
        Map(Facts.Momentum, "optimizer.init_args.momentum");
        Map(Facts.WarmupSteps, "train.lr_warmup_steps");
        Map(Facts.WarmupEpochs, "train.lr_warmup_fraction").OtherwiseNone();
        Map(Facts.BatchSize, "train.micro_batch_size");
        Map(Facts.EffectiveBatchSize, "train.global_batch_size");
        Map(Facts.Epochs, "train.epochs");
        Map(Facts.MaxSteps, "train.max_steps").OtherwiseNone();
        Map(Facts.MaxTokens, "train.max_tokens").OtherwiseNone();
        Map(Facts.GradientClipNorm, "train.max_norm");
        Map(Facts.EvaluationInterval, "eval.interval");
        Map(Facts.Seed, "seed");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["save_interval", "log_interval", "max_seq_length", "tie_embeddings", "min_lr", "max_iters", "lora_r", "lora_alpha", "lora_dropout", "max_time", "max_new_tokens", "initial_validation", "final_validation"];
        KeyFacts =
        [
            new("train.min_lr", "finetuning decays the rate to 0 and never reads it; only pretraining does") { When = (scope, _) => !IsPretraining(scope) && scope.Number("train.min_lr") is not null, Severity = Severity.Info },
            new("train.max_norm", "litgpt's finetuning refuses gradient clipping; leave it empty") { When = (scope, _) => !IsPretraining(scope) && scope.Number("train.max_norm") is not null },
            new("train.epochs", "litgpt's pretraining refuses epochs; write max_tokens") { When = (scope, _) => IsPretraining(scope) && scope.Number("train.epochs") is not null },
            new("quantize", "quantization runs only with a true precision such as bf16-true, and litgpt stops otherwise") { When = (scope, _) => scope.Text("quantize") is not null && scope.Text("precision")?.EndsWith("-mixed", StringComparison.Ordinal) == true },
        ];
    }

    public override int Precedence => 70;

    public override bool Recognises(ConfigView config) =>
        config.Mapping("train") is not null
        && config.HasAny("train.global_batch_size", "train.lr_warmup_steps", "train.tie_embeddings", "train.lr_warmup_fraction")
        && config.HasAny("train.micro_batch_size", "train.max_tokens", "train.epochs", "train.max_seq_length")
        && config.HasAny("checkpoint_dir", "model_name", "lora_r", "model_config", "optimizer", "out_dir")
        && !config.HasAny("base_model", "trainer", "train.trainer", "scheduler", "optimizer.lr", "train.train_iters")
        && KnowsItsArguments(config);

    // jsonargparse refuses what TrainArgs (litgpt/args.py) does not know, so a file full of strangers is somebody else's.
    private static bool KnowsItsArguments(ConfigView config)
    {
        var keys = config.Mapping("train")!.Entries.Select(entry => entry.Key.Text).ToArray();
        return keys.Count(key => !TrainArguments.Contains(key)) * 2 <= keys.Length;
    }

    private static readonly HashSet<string> TrainArguments = new(StringComparer.Ordinal)
    {
        "save_interval", "log_interval", "global_batch_size", "micro_batch_size", "lr_warmup_steps", "lr_warmup_fraction", "epochs", "max_tokens", "max_steps",
        "max_time", "max_seq_length", "tie_embeddings", "max_norm", "min_lr", "learning_rate", "weight_decay", "beta1", "beta2",
    };

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        draft.Set(Facts.Schedule, Setting<string>.ByDefault("cosine"));
        draft.Set(Facts.Validation, Setting<bool>.ByDefault(true));
        var isLora = scope.Has("lora_r");
        draft.Regime = isLora ? Regime.Adapter : IsPretraining(scope) && scope.Text("initial_checkpoint_dir") is null ? Regime.FromScratch : Regime.FineTuning;
        if (isLora)
        {
            draft.Set(Facts.LoraRank, Values.Number(scope, scope.Node("lora_r"), scope.Absolute("lora_r")));
            draft.Set(Facts.LoraAlpha,
                Values.Number(scope, scope.Node("lora_alpha"), scope.Absolute("lora_alpha")) is { State: not SettingState.Absent } alpha
                    ? alpha : Setting<double>.ByDefault(16));
        }

        ReadModeDefaults(scope, draft);
        ReadFloor(scope, draft);
        ReadPrecision(scope, draft);
        ReadWorld(scope, draft);
        ObserveZeroWarmup(scope, draft);
    }

    private static bool IsPretraining(RecipeScope scope) => scope.Has("model_name") || scope.Has("model_config") || (!scope.Has("checkpoint_dir") && scope.Has("tokenizer_dir"));

    private static void ReadModeDefaults(RecipeScope scope, RecipeBuilder draft)
    {
        var isPretraining = IsPretraining(scope);
        if (!draft.Get(Facts.WarmupEpochs).IsWritten)
        {
            draft.SetDefault(Facts.WarmupSteps, isPretraining ? 2000 : 100);
        }

        draft.SetDefault(Facts.BatchSize, isPretraining ? 4 : 1);
        draft.SetDefault(Facts.EffectiveBatchSize, isPretraining ? 512 : 16);
        draft.SetDefault(Facts.Seed, isPretraining ? 42 : 1337);
        if (isPretraining)
        {
            draft.SetDefault(Facts.GradientClipNorm, 1);
        }
        else
        {
            draft.SetDefault(Facts.Epochs, 5);
        }
    }

    private static void ReadFloor(RecipeScope scope, RecipeBuilder draft)
    {
        var floor = Values.Number(scope, scope.Node("train.min_lr"), scope.Absolute("train.min_lr"));
        draft.Set(Facts.FinalLearningRate, !IsPretraining(scope) ? Setting<double>.ByDefault(0)
            : floor.IsMissing ? Setting<double>.ByDefault(4e-5) : floor);
    }

    // Lightning's names; without one litgpt asks the hardware.
    private static void ReadPrecision(RecipeScope scope, RecipeBuilder draft)
    {
        var written = Values.Text(scope, scope.Node("precision"), scope.Absolute("precision"));
        if (written.TryGet(out var name))
        {
            draft.Set(Facts.Precision,
                Setting<string>.Written(LightningTrainer.PrecisionWord(name), name, written.Key!, written.Place!, written.Origin));
        }
    }

    // args.py: batch_size is global_batch_size // devices, accumulation is that // micro_batch_size; remainders are dropped.
    private static void ReadWorld(RecipeScope scope, RecipeBuilder draft)
    {
        var devices = Values.Number(scope, scope.Node("devices"), scope.Absolute("devices"));
        devices = devices.IsMissing && !IsPretraining(scope) ? Setting<double>.ByDefault(1) : devices;
        var nodes = Values.Number(scope, scope.Node("num_nodes"), scope.Absolute("num_nodes"));
        nodes = nodes.IsMissing ? Setting<double>.ByDefault(1) : nodes;
        if (!devices.TryGet(out var perNode) || !nodes.TryGet(out var count) || perNode * count <= 0)
        {
            return;
        }

        draft.Set(Facts.WorldSize, Setting<double>.Derived(perNode * count, "devices x num_nodes", devices.IsWritten ? devices : null));
        if (draft.Get(Facts.BatchSize).TryGet(out var micro) && draft.Get(Facts.EffectiveBatchSize).TryGet(out var total) && micro > 0
            && total > 0)
        {
            draft.Set(Facts.GradientAccumulation,
                Setting<double>.Derived(Math.Max(1, Math.Floor(Math.Floor(total / (perNode * count)) / micro)),
                    "global_batch_size / devices / micro_batch_size, rounded down", draft.Get(Facts.EffectiveBatchSize)));
        }
    }

    // finetune/lora.py, get_lr_scheduler divides the step by the warmup.
    private static void ObserveZeroWarmup(RecipeScope scope, RecipeBuilder draft)
    {
        if (draft.Get(Facts.WarmupSteps) is { IsWritten: true, Place: { } place } warmup && warmup.Is(0) && !IsPretraining(scope))
        {
            scope.Observe(new WrongTypeObservation(place, warmup.Key!, "0 warmup steps", "at least 1", "litgpt's schedule divides by it and stops with a ZeroDivisionError at the first step", Severity.Error));
        }
    }
}
