using System;
using System.Linq;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// OpenNMT/OpenNMT-py: <c>onmt/opts.py</c>, <c>onmt/utils/optimizers.py</c>. The default rate is 1 whatever the optimizer is;
/// noam and noamwd take the rate for a factor, rsqrt divides it by the root of the warmup.
/// </summary>
internal sealed class OpenNmtPy : Dialect
{
    private static readonly string[] Signs = ["train_steps", "optim", "learning_rate", "decay_method", "batch_type", "accum_count", "save_checkpoint_steps", "warmup_steps"];

    private static readonly string[] Warming = ["noam", "noamwd", "rsqrt"];

    public OpenNmtPy()
        : base("opennmt-py", Loaders.ConfigArgParse)
    {
        Map(Facts.Optimizer, "optim").Otherwise("sgd");
        Map(Facts.LearningRate, "learning_rate").Otherwise(1.0);
        Map(Facts.Beta1, "adam_beta1");
        Map(Facts.Beta2, "adam_beta2");
        Map(Facts.Schedule, "decay_method").Otherwise("none");
        Map(Facts.DecayFactor, "learning_rate_decay").Otherwise(0.5);
        Map(Facts.WarmupSteps, "warmup_steps");
        Map(Facts.BatchSize, "batch_size").Otherwise(64);
        Map(Facts.GradientAccumulation, "accum_count").Otherwise(1);
        Map(Facts.WorldSize, "world_size").Otherwise(1);
        Map(Facts.MaxSteps, "train_steps").Otherwise(100000);
        Map(Facts.Seed, "seed").OtherwiseNone();
        Map(Facts.GradientClipNorm, "max_grad_norm").Otherwise(5);
        Map(Facts.Precision, "model_dtype").Otherwise("fp32");
        Map(Facts.Dropout, "dropout").Otherwise(0.3);
        Map(Facts.LabelSmoothing, "label_smoothing").Otherwise(0);
        Map(Facts.EvaluationInterval, "valid_steps").Otherwise(10000);
        Map(Facts.EarlyStoppingPatience, "early_stopping").OtherwiseNone();

        // opts.py: average_decay is the share of the new weights, such as 1e-4.
        Map(Facts.EmaDecay, "average_decay").OtherwiseNone().Means(Meaning.ShareOfNewWeights);
        Map(Facts.LoraRank, "lora_rank");
        Map(Facts.LoraAlpha, "lora_alpha");
        OtherKnownKeys =
        [
            "decay_steps", "start_decay_steps", "dropout_steps", "accum_steps", "batch_size_multiple", "valid_batch_size", "attention_dropout", "param_init", "param_init_glorot", "lora_dropout",
            "early_stopping_criteria", "average_every", "hidden_size", "rnn_size", "gpu_ranks", "normalization", "train_from", "adagrad_accumulator_init",
        ];
        KeyFacts = Traps();
        TypeFacts = [TypeFact.Integer("train_steps", "argparse refuses the value and the program exits"), TypeFact.Integer("batch_size", "argparse refuses the value and the program exits"), TypeFact.Integer("warmup_steps", "argparse refuses the value and the program exits")];
    }

    // What people write that the framework does otherwise.
    private static KeyFact[] Traps() =>
    [
        new("warmup_steps", "decay_method none, the default, has no warmup; write decay_method: noam or rsqrt")
        {
            When = (scope, _) =>
                !Warming.Any(method => scope.IsAny("decay_method", method)) && Values.Text(scope, scope.Node("decay_method"), "decay_method").State != SettingState.Unknown,
            Severity = Severity.Info,
        },
        new("momentum", "OpenNMT-py has no such option, and its sgd runs without momentum"),
        new("weight_decay", "OpenNMT-py has no such option"),
    ];

    public override int Precedence => 340;

    public override bool Recognises(ConfigView config) =>
        config.HasAll("save_model", "data") && Signs.Count(config.Has) >= 2 && (config.Text("data") is not null || config.Mapping("data") is not null);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        draft.Regime = scope.Has("lora_layers") ? Regime.Adapter : scope.Text("train_from") is not null ? Regime.FineTuning : Regime.FromScratch;
        ModelFamilies.Apply(draft, ModelFamilies.Of(scope.Text("encoder_type") ?? scope.Text("decoder_type") ?? "rnn"), "encoder_type");
        DropUnset(draft, Facts.Seed, below: 0);
        DropUnset(draft, Facts.EarlyStoppingPatience, below: 1);
        DropUnset(draft, Facts.EmaDecay, below: double.Epsilon);
        CompleteOptimizer(scope, draft);
        CompleteSchedule(scope, draft);
        if (scope.IsAny("batch_type", "tokens") && draft.Get(Facts.BatchSize).Or(1) > 0)
        {
            // Tokens, not samples.
            draft.Set(Facts.BatchSize, Setting<double>.Unknown);
        }

        if (!scope.Has("data.valid") && scope.Mapping("data") is not null)
        {
            draft.Set(Facts.Validation, Setting<bool>.ByDefault(false));
        }
    }

    private static void CompleteOptimizer(RecipeScope scope, RecipeBuilder draft)
    {
        var optimizer = draft.Get(Facts.Optimizer).Or("");
        if (optimizer.IndexOf("adam", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            draft.SetDefault(Facts.Beta1, 0.9);
            draft.SetDefault(Facts.Beta2, 0.999);
        }

        draft.SetNone(Facts.WeightDecay);
        if (draft.Get(Facts.LoraRank) is { IsWritten: true } && !scope.Has("lora_layers"))
        {
            draft.Set(Facts.LoraRank, Setting<double>.Missing);
        }
    }

    private static void CompleteSchedule(RecipeScope scope, RecipeBuilder draft)
    {
        if (!Warming.Any(method => scope.IsAny("decay_method", method)))
        {
            if (draft.Get(Facts.Schedule).HasValue)
            {
                draft.Set(Facts.WarmupSteps, Setting<double>.Missing);
            }

            return;
        }

        draft.Set(Facts.DecayFactor, Setting<double>.Unknown);
        draft.SetDefault(Facts.WarmupSteps, 4000);
        var warmup = draft.Get(Facts.WarmupSteps).Or(0);
        if (scope.IsAny("decay_method", "rsqrt"))
        {
            NoamSchedule.Apply(draft, draft.Get(Facts.LearningRate), 1, warmup);
            return;
        }

        NoamSchedule.Apply(draft, draft.Get(Facts.LearningRate), scope.Number("hidden_size") ?? scope.Number("rnn_size"), warmup);
        if (!scope.HasAny("hidden_size", "rnn_size"))
        {
            // opts.py: hidden_size is -1 unless set, and (-1)^-1/2 is no real number.
            scope.Observe(new WrongTypeObservation(
                scope.Node("decay_method")!.Place, "decay_method", draft.Get(Facts.Schedule).Or("noam") + " without hidden_size", "hidden_size beside it", "the rate becomes a complex number at the first step", Severity.Error));
        }
    }

    private static void DropUnset(RecipeBuilder draft, SettingKey<double> key, double below)
    {
        if (draft.Get(key) is { HasValue: true } setting && setting.Or(below) < below)
        {
            draft.Set(key, Setting<double>.Missing);
        }
    }
}
