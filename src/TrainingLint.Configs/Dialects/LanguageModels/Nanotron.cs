using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// huggingface/nanotron: <c>src/nanotron/config/config.py</c>, <c>parallelism_config.py</c>, <c>helpers.py</c>. Read with PyYAML into
/// strict dataclasses, so text where a number belongs and unknown keys both stop the load.
/// </summary>
internal sealed class Nanotron : Dialect
{
    private const string Scheduler = "optimizer.learning_rate_scheduler.";
    private const string Factory = "optimizer.optimizer_factory.";

    private const string Refused = "dacite refuses the file with a WrongTypeError";

    // Releases before optimizer_factory kept its keys one level higher and always built AdamW.
    public Nanotron()
        : base("nanotron", Loaders.PyYamlStrict)
    {
        Map(Facts.Optimizer, Factory + "name").Otherwise("adamW");
        Map(Facts.LearningRate, Scheduler + "learning_rate");
        Map(Facts.FinalLearningRate, Scheduler + "min_decay_lr");
        Map(Facts.Beta1, Factory + "adam_beta1", "optimizer.adam_beta1");
        Map(Facts.Beta2, Factory + "adam_beta2", "optimizer.adam_beta2");
        Map(Facts.Epsilon, Factory + "adam_eps", "optimizer.adam_eps");
        Map(Facts.Momentum, Factory + "momentum");
        Map(Facts.WeightDecay, "optimizer.weight_decay");
        Map(Facts.Schedule, Scheduler + "lr_decay_style").Otherwise("linear");
        Map(Facts.WarmupSteps, Scheduler + "lr_warmup_steps").Otherwise(0);
        Map(Facts.BatchSize, "tokens.micro_batch_size");
        Map(Facts.GradientAccumulation, "tokens.batch_accumulation_per_replica").Otherwise(1);
        Map(Facts.WorldSize, "parallelism.dp");
        Map(Facts.MaxSteps, "tokens.train_steps");
        Map(Facts.GradientClipNorm, "optimizer.clip_grad").OtherwiseNone();
        Map(Facts.Seed, "general.seed").Otherwise(42);
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["lr_decay_steps", "lr_decay_starting_step", "lr_warmup_style", "val_check_interval", "limit_val_batches", "limit_test_batches", "sequence_length", "zero_stage", "torch_adam_is_fused", "accumulate_grad_in_fp32"];
        TypeFacts =
        [
            TypeFact.WholeNumber(Scheduler + "lr_warmup_steps", Refused),
            TypeFact.WholeNumber(Scheduler + "lr_decay_steps", Refused),
            TypeFact.WholeNumber("tokens.train_steps", Refused),
            TypeFact.WholeNumber("tokens.micro_batch_size", Refused),
            TypeFact.WholeNumber("tokens.batch_accumulation_per_replica", Refused),
        ];
        KeyFacts =
        [
            new("tokens.val_check_interval", "nothing in nanotron reads it, so no validation ever runs") { When = (scope, _) => scope.Number("tokens.val_check_interval") > 0 },
            new(Scheduler + "lr_warmup_style", "lr_warmup_steps is 0") { When = (_, draft) => draft.Get(Facts.WarmupSteps).Is(0), Severity = Severity.Info },
        ];
    }

    public override int Precedence => 30;

    public override bool Recognises(ConfigView config) =>
        config.Mapping(Scheduler.TrimEnd('.')) is not null
        && config.HasAny("tokens", Factory.TrimEnd('.'))
        && config.HasAny("parallelism", "tokens.train_steps", "tokens.micro_batch_size");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Regime = Regime.FromScratch;
        ReadDecay(scope, draft);
        ReadPrecision(scope, draft);
        draft.Set(Facts.Validation, Setting<bool>.ByDefault(false));
        if (draft.Get(Facts.BatchSize).TryGet(out var micro) && draft.Get(Facts.GradientAccumulation).TryGet(out var accumulation)
            && draft.Get(Facts.WorldSize).TryGet(out var replicas))
        {
            draft.Set(Facts.EffectiveBatchSize, Setting<double>.Derived(micro * accumulation * replicas, "micro_batch_size x batch_accumulation_per_replica x dp", draft.Get(Facts.BatchSize)));
        }
    }

    private static void ReadDecay(RecipeScope scope, RecipeBuilder draft)
    {
        // config.py: min_decay_lr is learning_rate unless written, so that nothing decays.
        if (draft.Get(Facts.FinalLearningRate) is { State: SettingState.Unknown, Text: null }
            && draft.Get(Facts.LearningRate).TryGet(out var peak) && !draft.IsFragment)
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak, "min_decay_lr is learning_rate unless written, so the rate stays constant", draft.Get(Facts.LearningRate)));
        }

        var length = Values.Number(scope, scope.Node(Scheduler + "lr_decay_steps"), scope.Absolute(Scheduler + "lr_decay_steps"));
        var start = Values.Number(scope, scope.Node(Scheduler + "lr_decay_starting_step"), scope.Absolute(Scheduler + "lr_decay_starting_step"));
        start = start.IsMissing ? draft.Get(Facts.WarmupSteps) : start;
        if (length.TryGet(out var steps) && start.TryGet(out var first))
        {
            draft.Set(Facts.ScheduleLength, Setting<double>.Derived(first + steps, "first decay step + lr_decay_steps", length));
        }
    }

    private static void ReadPrecision(RecipeScope scope, RecipeBuilder draft)
    {
        var written = Values.Text(scope, scope.Node("model.dtype"), scope.Absolute("model.dtype"));
        if (written.TryGet(out var name))
        {
            var word = name switch { "bfloat16" => "bf16", "float16" => "fp16", "float32" => "fp32", _ => name };
            draft.Set(Facts.Precision, Setting<string>.Written(word, name, written.Key!, written.Place!, written.Origin));
        }
        else if (written.State == SettingState.Absent && !scope.IsFragment)
        {
            draft.Set(Facts.Precision, Setting<string>.ByDefault("bf16"));
        }
    }
}
