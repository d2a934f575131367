using System;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// What dialects share that hand their keys to <c>transformers.TrainingArguments</c> (<c>src/transformers/training_args.py</c>):
/// the table of keys with its defaults, and the checks of <c>_validate_args</c>.
/// </summary>
internal abstract class HuggingFace : Dialect
{
    /// <summary>Keys of TrainingArguments that hardly any other program uses.</summary>
    private static readonly string[] Unmistakable =
    [
        "per_device_train_batch_size", "num_train_epochs", "lr_scheduler_type", "warmup_ratio", "per_device_eval_batch_size", "gradient_accumulation_steps",
        "evaluation_strategy", "eval_strategy", "save_strategy", "save_total_limit", "logging_steps", "load_best_model_at_end", "metric_for_best_model",
        "gradient_checkpointing", "gradient_checkpointing_kwargs", "adam_beta1", "adam_beta2", "adam_epsilon", "max_grad_norm", "overwrite_output_dir", "report_to",
        "dataloader_num_workers", "ddp_timeout", "push_to_hub", "remove_unused_columns", "warmup_steps", "learning_rate", "max_steps", "output_dir", "optim",
    ];

    private const string StrategyConsequence = "transformers knows strategies by name and stops with a ValueError; write \"no\" in quotes";
    private const string LoaderConsequence = "the data loader refuses a fractional batch size";

    protected HuggingFace(string name, Loader loader)
        : base(name, loader)
    {
        // trainer_utils and training_args.py, version 4 and 5 alike.
        Map(Facts.Optimizer, "optim").Otherwise("adamw_torch");
        Map(Facts.Beta1, "adam_beta1").Otherwise(0.9);
        Map(Facts.Beta2, "adam_beta2").Otherwise(0.999);
        Map(Facts.Epsilon, "adam_epsilon").Otherwise(1e-8);
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0);
        Map(Facts.Schedule, "lr_scheduler_type").Otherwise("linear");
        Map(Facts.WarmupSteps, "warmup_steps").Otherwise(0);
        Map(Facts.WarmupRatio, "warmup_ratio").Otherwise(0);
        Map(Facts.BatchSize, "per_device_train_batch_size", "per_gpu_train_batch_size").Otherwise(8);
        Map(Facts.GradientAccumulation, "gradient_accumulation_steps").Otherwise(1);
        Map(Facts.Epochs, "num_train_epochs").Otherwise(3);
        Map(Facts.MaxSteps, "max_steps").OtherwiseNone();
        Map(Facts.GradientClipNorm, "max_grad_norm").Otherwise(1);
        Map(Facts.Seed, "seed").Otherwise(42);
        Map(Facts.LabelSmoothing, "label_smoothing_factor").Otherwise(0);
        Map(Facts.Deterministic, "full_determinism").Otherwise(false);
        OtherKnownKeys = [.. Unmistakable, "data_seed", "save_steps", "eval_steps", "logging_strategy", "lr_scheduler_kwargs", "max_length", "max_seq_length", "warmup_kwargs"];
        TypeFacts =
        [
            TypeFact.Name("eval_strategy", StrategyConsequence),
            TypeFact.Name("evaluation_strategy", StrategyConsequence),
            TypeFact.Name("save_strategy", StrategyConsequence),
            TypeFact.Name("logging_strategy", StrategyConsequence),
            TypeFact.WholeNumber("max_steps", "training counts whole optimizer steps and stops at the wrong one or with an error"),
            TypeFact.WholeNumber("per_device_train_batch_size", LoaderConsequence),
            TypeFact.WholeNumber("gradient_accumulation_steps", "gradients are never applied at a whole number of micro-steps; write a whole number"),
        ];
        GuardedKeys = ["eval_strategy", "evaluation_strategy", "save_strategy", "eval_steps", "save_steps", "load_best_model_at_end", "metric_for_best_model", "lr_scheduler_kwargs"];
        KeyFacts = Traps();
    }

    // What people write that the framework does otherwise.
    private static KeyFact[] Traps() =>
    [
        new("eval_steps", "evaluation runs only under 'eval_strategy: steps' (or a strategy named by evaluation_strategy), which is not set here")
        {
            When = (scope, draft) => IsIdleInterval(scope, draft) && !IsByStrategy(scope),
            Severity = Severity.Info,
        },
        new("eval_steps", "no data is held out to evaluate on, so nothing happens at these steps; set a share or a data set for it")
        {
            When = (scope, draft) => IsIdleInterval(scope, draft) && IsByStrategy(scope),
            Severity = Severity.Info,
        },
        new("evaluation_strategy", "transformers calls it eval_strategy since 4.41 and refuses the old name from 4.46 on")
        {
            When = (scope, _) => !scope.Has("eval_strategy") && !scope.IsAny("evaluation_strategy", "no"),
            Severity = Severity.Info,
        },
        new("adam_beta1", AdamOnly) { When = IsNotAdam },
        new("adam_beta2", AdamOnly) { When = IsNotAdam },
        new("adam_epsilon", AdamOnly) { When = IsNotAdam },
        new("lr_scheduler_kwargs", "the constant schedule takes no arguments") { When = (scope, _) => IsConstant(scope) && scope.Mapping("lr_scheduler_kwargs") is not null },
        new("warmup_ratio", "the schedule 'constant' has no warmup; write 'constant_with_warmup'") { When = IsConstantWithWarmup },
        new("warmup_steps", "the schedule 'constant' has no warmup; write 'constant_with_warmup'") { When = IsConstantWithWarmup },
    ];

    private const string AdamOnly = "the optimizer named by 'optim' has no such parameter, only Adam-type optimizers do";

    /// <summary>How many keys of TrainingArguments stand at a path.</summary>
    protected static int CountArguments(ConfigView config, string prefix = "") => Unmistakable.Count(key => config.Has(prefix + key));

    /// <summary>The rules of transformers for a recipe that is read from the table above.</summary>
    protected static void CompleteArguments(RecipeScope scope, RecipeBuilder draft)
    {
        draft.SetAlways(Facts.ModelFamily, RecipeModels.Transformer);
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.Set(Facts.Precision, PrecisionSwitches.Read(scope, Setting<string>.ByDefault("fp32"), ("bf16", "bf16"), ("fp16", "fp16"), ("pure_bf16", "bf16")));
        FreeFormMap.Observe(scope, "lr_scheduler_kwargs", "the schedule is given the text as it is and stops with a TypeError");
        ReadLength(draft);
        ReadFractionalWarmup(scope, draft);
        ReadEvaluation(scope, draft);
        ReadFinalRate(scope, draft);
        if (IsConstant(scope))
        {
            draft.Set(Facts.WarmupSteps, Setting<double>.ByDefault(0)).Set(Facts.WarmupRatio, Setting<double>.ByDefault(0));
        }

        DeepSpeedCompanion.Observe(scope, draft, "per_device_train_batch_size");
    }

    // max_steps: -1 is how people write "not set".
    private static void ReadLength(RecipeBuilder draft)
    {
        if (draft.Get(Facts.MaxSteps).TryGet(out var steps) && steps < 0)
        {
            draft.Set(Facts.MaxSteps, Setting<double>.Missing);
        }
    }

    /// <summary>Version 5 takes warmup_steps between 0 and 1 for a ratio; version 4 warms up for that part of one step.</summary>
    private static void ReadFractionalWarmup(RecipeScope scope, RecipeBuilder draft)
    {
        if (draft.Get(Facts.WarmupSteps) is not { IsWritten: true, Place: { } place } steps || steps.Or(0) is not (> 0 and < 1))
        {
            return;
        }

        scope.Observe(new WrongTypeObservation(
            place,
            steps.Key!,
            "the fraction " + steps.Text,
            "a whole number of optimizer steps",
            "transformers 5 reads it as a share of the run, transformers 4 as a part of one step, which is no warmup; write warmup_ratio or whole steps",
            Severity.Info));
        draft.Set(Facts.WarmupRatio, steps).Set(Facts.WarmupSteps, Setting<double>.ByDefault(0));
    }

    private static void ReadEvaluation(RecipeScope scope, RecipeBuilder draft)
    {
        draft.EvaluationUnit = LengthUnit.Steps;
        var strategy = Strategy(scope, "eval_strategy", "evaluation_strategy");
        draft.Set(Facts.Validation, strategy switch
        {
            null => scope.IsFragment ? Setting<bool>.Unknown : Setting<bool>.ByDefault(false),
            { HasValue: true } known => Setting<bool>.Derived(!known.Is("no"), "the evaluation strategy is " + known.Or(""), known),
            _ => Setting<bool>.Unknown,
        });
        var interval = Values.Number(scope, scope.Node("eval_steps"), scope.Absolute("eval_steps"));
        if (strategy?.Is("steps") == true && interval.Or(0) >= 1)
        {
            draft.Set(Facts.EvaluationInterval, interval);
        }

        ReadSelection(scope, draft, strategy);
    }

    /// <summary>Says that data is held out which the strategy never lets anybody evaluate.</summary>
    protected static void HoldOut(RecipeBuilder draft, Setting data)
    {
        if (draft.Get(Facts.Validation).Is(false) && data is { IsWritten: true, Place: { } place })
        {
            draft.Set(Facts.Validation, Setting<bool>.Written(false, data.Text!, data.Key!, place, data.Origin));
        }
    }

    // training_args.py, _validate_args: the best checkpoint can be told only where every saved step was evaluated.
    private static void ReadSelection(RecipeScope scope, RecipeBuilder draft, Setting<string>? evaluation)
    {
        var selection = Values.Flag(scope, scope.Node("load_best_model_at_end"), scope.Absolute("load_best_model_at_end"));
        draft.Set(Facts.BestModelSelection, selection.State != SettingState.Absent ? selection
            : scope.IsFragment ? Setting<bool>.Unknown : Setting<bool>.ByDefault(false));
        if (evaluation is { HasValue: false })
        {
            return;
        }

        var evaluating = evaluation?.Or("") ?? "no";
        var saving = Strategy(scope, "save_strategy") is { } written ? written.Or("") : "steps";
        var evalSteps = scope.Number("eval_steps") ?? scope.Number("logging_steps") ?? 500;
        var saveSteps = scope.Has("save_steps") ? scope.Number("save_steps") : 500;
        var mismatch = evaluating == "no" ? "nothing is evaluated during the run"
            : saving.Length == 0 || saving == "best" ? null
            : saving != evaluating ? "evaluation goes by '" + evaluating + "' and saving by '" + saving + "'"
            : saving == "steps" && evalSteps >= 1 && saveSteps >= 1 && saveSteps % evalSteps != 0
            ? FormattableString.Invariant($"checkpoints are saved every {saveSteps} steps and evaluations happen every {evalSteps}")
            : null;
        draft.Set(Facts.EvaluationMatchesSelection, Setting<bool>.Derived(mismatch is null, mismatch ?? "every saved step is evaluated"));
    }

    /// <summary>The strategy under one of two keys, where the boolean false stands for an unquoted no.</summary>
    private static Setting<string>? Strategy(RecipeScope scope, params string[] keys)
    {
        foreach (var key in keys)
        {
            if (scope.Node(key) is not ScalarNode scalar)
            {
                continue;
            }

            var value = scalar.Read(scope.Loader.Schema);
            return value.Kind == ScalarKind.Boolean
                ? Setting<string>.Written(value.Number == 0 ? "no" : "yes", scalar.Text, scope.Absolute(key), scalar.Place, scope.OriginOf(scalar))
                : Values.Text(scope, scalar, scope.Absolute(key)) is { State: not SettingState.Absent } text ? text : null;
        }

        return null;
    }

    private static void ReadFinalRate(RecipeScope scope, RecipeBuilder draft)
    {
        var floor = Values.Number(scope, scope.Node("lr_scheduler_kwargs.min_lr"), scope.Absolute("lr_scheduler_kwargs.min_lr"));
        var share = Values.Number(scope, scope.Node("lr_scheduler_kwargs.min_lr_rate"), scope.Absolute("lr_scheduler_kwargs.min_lr_rate"));
        if (floor.HasValue)
        {
            draft.Set(Facts.FinalLearningRate, floor);
        }
        else if (share.TryGet(out var rate) && draft.Get(Facts.LearningRate).TryGet(out var peak))
        {
            draft.Set(Facts.FinalLearningRate, Setting<double>.Derived(peak * rate, "min_lr_rate of the peak rate", share));
        }
    }

    private static bool IsIdleInterval(RecipeScope scope, RecipeBuilder draft) =>
        draft.Get(Facts.Validation).Is(false) && scope.Number("eval_steps") > 0 && !scope.IsTrue("do_eval");

    private static bool IsByStrategy(RecipeScope scope) => scope.IsAny("eval_strategy", "steps", "epoch", "best") || scope.IsAny("evaluation_strategy", "steps", "epoch");

    private static bool IsNotAdam(RecipeScope scope, RecipeBuilder draft) =>
        draft.Get(Facts.Optimizer) is { IsWritten: true } optimizer
        && OptimizersWithoutBetas.Any(name => optimizer.Or("").StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] OptimizersWithoutBetas = ["sgd", "adafactor", "adagrad", "rmsprop"];

    private static bool IsConstant(RecipeScope scope) => scope.IsAny("lr_scheduler_type", "constant");

    private static bool IsConstantWithWarmup(RecipeScope scope, RecipeBuilder draft) =>
        IsConstant(scope) && (scope.Number("warmup_ratio") > 0 || scope.Number("warmup_steps") > 0);
}
