using System;
using TrainingLint.Configs.Dialects.Python;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Vision;

/// <summary>
/// lightly-ai/lightly-train: <c>lightly_train.pretrain(...)</c> (<c>_commands/train.py</c>, TrainConfig) and
/// <c>lightly_train.train_*(...)</c> (<c>_commands/train_task.py</c>). Pretraining multiplies the rate by the batch over the method's
/// reference batch (<c>_methods/method.py</c>, configure_optimizers; <c>method_args.py</c>); batch_size is that of all devices together.
/// What the method and the model choose themselves (rate, optimizer, length) a call that leaves it out does not tell.
/// </summary>
internal sealed class LightlyTrain : PythonDialect
{
    private const string Pretraining = "pretrain";

    private const double UsualReference = 256;

    public LightlyTrain()
        : base("lightly-train", Language)
    {
        Framework = "LightlyTrain";
        Map(Facts.Optimizer, "optim");
        Map(Facts.LearningRate, "optim_args.lr", "model_args.lr");
        Map(Facts.WeightDecay, "optim_args.weight_decay", "model_args.weight_decay");
        MapElement(Facts.Beta1, 0, "optim_args.betas");
        MapElement(Facts.Beta2, 1, "optim_args.betas");
        Map(Facts.Momentum, "optim_args.momentum");
        Map(Facts.Epochs, Automatic, "epochs");
        Map(Facts.MaxSteps, Automatic, "steps");
        Map(Facts.Seed, "seed").Otherwise(0);
        Map(Facts.EffectiveBatchSize, Automatic, "batch_size");
        Map(Facts.Augmentation).Always(true);
    }

    public override int Precedence => 170;

    public override bool Recognises(ConfigView config) => Is(config, PythonRoots.Run) && config.Has("lightly");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Mean(Facts.BatchSize, Meaning.ChosenByFramework);
        draft.ScheduleUnit = LengthUnit.Steps;
        if (draft.Get(Facts.Optimizer).Is("auto"))
        {
            draft.Set(Facts.Optimizer, Setting<string>.Unknown);
        }

        if (!scope.IsAny("lightly", Pretraining, "train"))
        {
            draft.Regime = Regime.FineTuning;
            return;
        }

        // _commands/train.py: pretraining has a batch, others take it from the task.
        draft.SetDefault(Facts.EffectiveBatchSize, 128);
        draft.SetDefault(Facts.GradientAccumulation, 1);
        ScaleRate(scope, draft);
    }

    // _methods/distillation*/: 1536, by the root; dinov2/: 1024, by the root; the others 256, linearly.
    private static void ScaleRate(RecipeScope scope, RecipeBuilder draft)
    {
        var rate = draft.Get(Facts.LearningRate);
        if (!rate.TryGet(out var written) || !draft.Get(Facts.EffectiveBatchSize).TryGet(out var batch))
        {
            return;
        }

        if (scope.HasAny("method_args", "gradient_accumulation_steps") || (scope.Has("method") && scope.Text("method") is null))
        {
            var open = Setting<double>.Unresolved(rate.Text ?? "", rate.Key ?? "optim_args.lr", rate.Place ?? draft.Place);
            draft.Set(Facts.LearningRate, open);
            return;
        }

        var method = scope.Text("method") ?? "distillation";
        var isByRoot = method.StartsWith("distillation", StringComparison.Ordinal) || method == "dinov2";
        var reference = method == "dinov2" ? 1024 : isByRoot ? 1536 : UsualReference;
        var share = isByRoot ? Math.Sqrt(batch / reference) : batch / reference;
        var how = FormattableString.Invariant($"lr {written} x {(isByRoot ? "root of " : "")}batch {batch} / {reference}");
        draft.Set(Facts.LearningRate, Setting<double>.Derived(written * share, how, rate));
    }

    private static Setting<double> Automatic(RecipeScope scope, ConfigNode? node, string key) =>
        node is ScalarNode { Text: "auto" } ? Setting<double>.Unknown : Values.Number(scope, node, key);
}
