using System;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// allenai/OLMo: <c>olmo/config.py</c> (OmegaConf structured merge, so text is converted and unknown keys are refused),
/// <c>olmo/optim.py</c>, <c>scripts/train.py</c>. An optimizer without a name is Lion.
/// </summary>
internal sealed class Olmo : Dialect
{
    public Olmo()
        : base("olmo", Loaders.OmegaConf with { RejectsUnknownKeys = true })
    {
        Map(Facts.Optimizer, "optimizer.name").Otherwise("lionw");
        Map(Facts.LearningRate, "optimizer.learning_rate").Otherwise(1e-4);
        Map(Facts.Beta1, "optimizer.betas.0").Otherwise(0.9);
        Map(Facts.Beta2, "optimizer.betas.1").Otherwise(0.95);
        Map(Facts.Epsilon, "optimizer.eps").Otherwise(1e-5);
        Map(Facts.WeightDecay, "optimizer.weight_decay").Otherwise(0.01);
        Map(Facts.Schedule, "scheduler.name").Otherwise("cosine_with_warmup");
        Map(Facts.WarmupStartLearningRate, "scheduler.warmup_min_lr");
        Map(Facts.EffectiveBatchSize, "global_train_batch_size").Otherwise(512);
        Map(Facts.BatchSize, "device_train_microbatch_size").Otherwise(16);
        Map(Facts.GradientClipNorm, "max_grad_norm").OtherwiseNone();
        Map(Facts.Seed, "seed").Otherwise(6198);
        Map(Facts.Dropout, "model.residual_dropout").Otherwise(0.1);
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys =
        [
            "max_grad_norm_ratio", "device_eval_batch_size", "device_train_batch_size", "eval_interval", "save_interval", "t_warmup", "t_max", "alpha_f", "attention_dropout",
            "embedding_dropout", "metrics_log_interval", "eval_subset_num_batches", "decay_norm_and_bias", "decay_embeddings",
        ];
    }

    public override int Precedence => 40;

    public override bool Recognises(ConfigView config) =>
        config.HasAll("model.d_model", "optimizer")
        && config.HasAny("device_train_microbatch_size", "global_train_batch_size", "max_duration")
        && config.Node("optimizer") is MappingNode
        && !config.HasAny("optimizer.lr", "train_loader")
        && config.HasAny("optimizer.learning_rate", "scheduler.t_warmup", "scheduler.alpha_f", "optimizer.metrics_log_interval", "optimizer.decay_embeddings", "model.block_type", "fsdp.wrapping_strategy");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.EvaluationUnit = LengthUnit.Steps;

        // Annealing and continued pretraining start from a checkpoint, at the rate where it stopped.
        draft.Regime = scope.Node("load_path") is ScalarNode checkpoint && checkpoint.Read(scope.Loader.Schema).Kind != ScalarKind.Null
            ? Regime.FineTuning : Regime.FromScratch;
        ReadSchedule(scope, draft);
        ReadLength(scope, draft);
        ReadEvaluation(scope, draft);
        var precision = Values.Text(scope, scope.Node("precision"), scope.Absolute("precision"));
        if (precision.TryGet(out var name))
        {
            draft.Set(Facts.Precision,
                Setting<string>.Written(LlmFoundry.Word(name), name, precision.Key!, precision.Place!, precision.Origin));
        }
    }

    private static void ReadSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        var isInTokens = scope.IsAny("scheduler.units", "tokens");
        draft.ScheduleUnit = isInTokens ? LengthUnit.Tokens : LengthUnit.Steps;
        var warmup = Values.Number(scope, scope.Node("scheduler.t_warmup"), scope.Absolute("scheduler.t_warmup"));
        draft.Set(isInTokens ? Facts.WarmupTokens : Facts.WarmupSteps, warmup.IsMissing ? Setting<double>.ByDefault(100) : warmup);
        draft.Set(Facts.ScheduleLength,
            Values.Number(scope, scope.Node("scheduler.t_max"), scope.Absolute("scheduler.t_max")) is { HasValue: true } length ? length : Setting<double>.Unknown);

        var share = Values.Number(scope, scope.Node("scheduler.alpha_f"), scope.Absolute("scheduler.alpha_f"));
        share = share.IsMissing ? Setting<double>.ByDefault(0.1) : share;
        if (share.TryGet(out var ratio) && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate,
                Setting<double>.Derived(peak * ratio, "alpha_f of the peak rate", share.IsWritten ? share : draft.Get(Facts.LearningRate)));
        }
    }

    // Steps as a number, "2ep" epochs, "5e12T" tokens.
    private static void ReadLength(RecipeScope scope, RecipeBuilder draft)
    {
        var text = Values.Text(scope, scope.Node("max_duration"), scope.Absolute("max_duration"));
        if (!text.TryGet(out var written))
        {
            draft.Set(Facts.MaxSteps, text.State == SettingState.Absent && !scope.IsFragment ? Setting<double>.ByDefault(10000)
                : Setting<double>.Unknown);
            return;
        }

        var (key, digits) = written.EndsWith("ep", StringComparison.Ordinal) ? (Facts.Epochs, written.Substring(0, written.Length - 2))
            : written.EndsWith("T", StringComparison.Ordinal) ? (Facts.MaxTokens, written.Substring(0, written.Length - 1))
            : (Facts.MaxSteps, written);
        draft.Set(key, ScalarResolver.AnyNumber(digits) is { } amount
            ? Setting<double>.Written(amount, written, text.Key!, text.Place!, text.Origin)
            : Setting<double>.Unresolved(written, text.Key!, text.Place!));
    }

    private static void ReadEvaluation(RecipeScope scope, RecipeBuilder draft)
    {
        var hasEvaluators = scope.Node("evaluators") is SequenceNode { Items.Count: > 0 };
        draft.Set(Facts.Validation, Setting<bool>.Derived(hasEvaluators, "the list of evaluators"));
        if (hasEvaluators)
        {
            var interval = Values.Number(scope, scope.Node("eval_interval"), scope.Absolute("eval_interval"));
            draft.Set(Facts.EvaluationInterval, interval.IsMissing ? Setting<double>.ByDefault(1000) : interval);
        }
    }
}
