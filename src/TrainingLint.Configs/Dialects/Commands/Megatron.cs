using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>
/// Megatron-LM and its forks: <c>megatron/training/arguments.py:2611-2991</c>, <c>config/training_config.py:169-196</c> (schedule, warmup),
/// <c>config/common_config.py:10</c> (seed), <c>training.py:2553</c> (get_optimizer_param_scheduler).
/// </summary>
internal sealed class Megatron : CommandDialect
{
    private static readonly (string Path, SettingKey<double> Key)[] InSamples =
        [("train_samples", Facts.MaxSteps), ("lr_decay_samples", Facts.ScheduleLength), ("lr_warmup_samples", Facts.WarmupSteps)];

    public Megatron()
        : base("megatron-lm", Loaders.Argparse)
    {
        Map(Facts.Optimizer, "optimizer").Otherwise("adam");
        Map(Facts.LearningRate, "lr");
        Map(Facts.FinalLearningRate, "min_lr").Otherwise(0);
        Map(Facts.Beta1, "adam_beta1").Otherwise(0.9);
        Map(Facts.Beta2, "adam_beta2").Otherwise(0.999);
        Map(Facts.Epsilon, "adam_eps").Otherwise(1e-8);
        Map(Facts.Momentum, "sgd_momentum").Otherwise(0.9);

        // What it calls adam is apex's FusedAdam in its decoupled mode.
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0.01).Means(Meaning.Decoupled);
        Map(Facts.Schedule, "lr_decay_style").Otherwise("linear");
        Map(Facts.ScheduleLength, "lr_decay_iters").Means(Meaning.HoldsWarmup);
        Map(Facts.WarmupSteps, "lr_warmup_iters");
        Map(Facts.WarmupStartLearningRate, "lr_warmup_init").Otherwise(0);
        Map(Facts.BatchSize, "micro_batch_size");
        Map(Facts.EffectiveBatchSize, "global_batch_size");
        Map(Facts.MaxSteps, "train_iters");
        Map(Facts.GradientClipNorm, "clip_grad").Otherwise(1);
        Map(Facts.Seed, "seed").Otherwise(1234);
        Map(Facts.Dropout, "hidden_dropout");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        Map(Facts.PreNormalization).Always(true);
        OtherKnownKeys =
        [
            "lr_decay_samples", "lr_warmup_samples", "lr_warmup_fraction", "train_samples", "lr_wsd_decay_iters", "lr_wsd_decay_style", "adam_beta1", "adam_beta2", "eval_iters", "eval_interval", "save_interval",
            "log_interval", "exit_interval", "rampup_batch_size", "attention_dropout", "weight_decay_incr_style", "start_weight_decay", "end_weight_decay", "train_data_path", "train_epochs",
        ];
        KeyFacts =
        [
            new(
                "lr_warmup_fraction", "--lr-warmup-iters is given too, and Megatron stops with an assertion while both are "
                    + "(megatron/training/arguments.py, validate_args)")
            {
                When = (scope, _) => scope.Number("lr_warmup_iters") > 0,
            },
        ];
    }

    public override int Precedence => 383;

    protected override bool Starts(CommandLine command, ConfigView config) =>
        config.HasAny("train_iters", "train_samples", "train_epochs") && config.HasAny("micro_batch_size", "global_batch_size")
        && config.Count("num_layers", "hidden_size", "num_attention_heads", "tensor_model_parallel_size", "pipeline_model_parallel_size", "lr_decay_style", "lr_warmup_fraction", "lr_decay_iters", "lr_warmup_iters", "eval_iters", "split", "load", "tokenizer_type", "seq_length") >= 3;

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        draft.Regime = scope.HasAny("finetune", "pretrained_checkpoint", "sft") ? Regime.FineTuning : Regime.Unknown;
        draft.Set(Facts.Precision, Precision(scope, "fp32"));
        ReadDevices(scope, draft);
        ReadSchedule(scope, draft);
        ReadEvaluation(scope, draft);
        if (scope.Has("rampup_batch_size") || scope.Has("step_batch_size_schedule"))
        {
            draft.Set(Facts.EffectiveBatchSize, Setting<double>.Unknown);
        }

        if (draft.Get(Facts.FinalLearningRate) is { IsWritten: true } floor && draft.Get(Facts.LearningRate) is { IsWritten: true } rate
            && floor.Or(0) > rate.Or(double.NaN))
        {
            scope.ObserveRefused("min_lr", floor.Text!, "at most the rate " + rate.Text, "Megatron stops with an assertion");
        }
    }

    // Data-parallel ranks are what is left of the devices by tensor, pipeline and context parallelism.
    private static void ReadDevices(RecipeScope scope, RecipeBuilder draft)
    {
        var devices = draft.Get(Facts.WorldSize);
        draft.Set(Facts.WorldSize, Setting<double>.Unknown);
        if (!devices.TryGet(out var world) || draft.IsFragment)
        {
            return;
        }

        var shares = new[] { "tensor_model_parallel_size", "pipeline_model_parallel_size", "context_parallel_size" }.Select(path => scope.Has(path) ? scope.Number(path) : 1).ToArray();
        if (Array.TrueForAll(shares, share => share is >= 1)
            && shares.Aggregate(1.0, (product, share) => product * share!.Value) is var ranks && world % ranks == 0)
        {
            draft.Set(Facts.WorldSize,
                Setting<double>.Derived(world / ranks,
                    FormattableString.Invariant($"{NumberText.Of(world)} devices / {NumberText.Of(ranks)} of model parallelism"), devices));
            draft.Set(Facts.GradientAccumulation, Setting<double>.Unknown);
        }
    }

    // Lengths in samples are lengths in steps of a whole batch (megatron/training/training.py, update_train_iters), unless it grows.
    private static void ReadSamples(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Has("rampup_batch_size") || scope.Has("step_batch_size_schedule")
            || !draft.Get(Facts.EffectiveBatchSize).TryGet(out var batch) || batch <= 0)
        {
            return;
        }

        foreach (var (path, key) in InSamples)
        {
            if (!draft.Get(key).HasValue && scope.Read(path) is { HasValue: true } samples && samples.Or(0) > 0)
            {
                var how = "--" + path.Replace('_', '-') + " over the batch";
                draft.Set(key, Setting<double>.Derived(Math.Floor(samples.Or(0) / batch), how, samples));
            }
        }
    }

    private static void ReadSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        ReadSamples(scope, draft);
        var run = draft.Get(Facts.MaxSteps);
        var decay = draft.Get(Facts.ScheduleLength);
        var length = decay.HasValue ? decay : run;
        if (!scope.Has("lr_decay_iters") && !scope.Has("lr_decay_samples") && run.TryGet(out var steps))
        {
            draft.Set(Facts.ScheduleLength, Setting<double>.Derived(steps, "--lr-decay-iters follows --train-iters", run));
        }

        // The fraction is of the decay, not of the run.
        if (scope.Read("lr_warmup_fraction") is { HasValue: true } fraction && length.TryGet(out var iterations))
        {
            draft.Set(Facts.WarmupSteps, Setting<double>.Derived(
                Math.Floor(fraction.Or(0) * iterations),
                FormattableString.Invariant($"--lr-warmup-fraction {NumberText.Of(fraction.Or(0))} of {NumberText.Of(iterations)} decay iterations"), fraction));
        }
        else if (scope.HasAny("lr_warmup_fraction", "lr_warmup_samples"))
        {
            draft.Set(Facts.WarmupSteps, scope.Has("lr_warmup_fraction") ? Setting<double>.Unknown : draft.Get(Facts.WarmupSteps));
        }
        else if (!scope.Has("lr_warmup_iters"))
        {
            draft.SetDefault(Facts.WarmupSteps, 0);
        }
    }

    private static void ReadEvaluation(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.Number("eval_iters") == 0)
        {
            draft.Set(Facts.Validation, Setting<bool>.Derived(false, "--eval-iters 0", scope.Read("eval_iters")));
            return;
        }

        if (scope.Read("eval_interval") is { HasValue: true } interval)
        {
            draft.Set(Facts.EvaluationInterval, interval);
        }
    }
}
