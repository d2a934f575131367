using System;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>
/// CarperAI/trlx: <c>trlx/data/configs.py</c>, <c>models/modeling_ppo.py</c>, <c>trainer/accelerate_base_trainer.py</c>. Clipping, accumulation,
/// precision and world size belong to the accelerate file. A discount of one is the built-in choice for language models.
/// </summary>
internal sealed class Trlx : Dialect
{
    private const int BuiltInSeed = 1000;

    public Trlx()
        : base("trlx", Loaders.PyYaml with { RejectsUnknownKeys = true })
    {
        Map(Facts.Optimizer, "optimizer.name");
        Map(Facts.LearningRate, "optimizer.kwargs.lr");
        MapElement(Facts.Beta1, 0, "optimizer.kwargs.betas");
        MapElement(Facts.Beta2, 1, "optimizer.kwargs.betas");
        Map(Facts.Epsilon, "optimizer.kwargs.eps");
        Map(Facts.WeightDecay, "optimizer.kwargs.weight_decay");
        Map(Facts.Momentum, "optimizer.kwargs.momentum");

        // trlx/utils/__init__.py builds torch's CosineAnnealingLR for "cosine_annealing".
        Map(Facts.Schedule, "scheduler.name").Means(Meaning.CosineClimbsAgain);
        Map(Facts.ScheduleLength, "scheduler.kwargs.T_max");
        Map(Facts.FinalLearningRate, "scheduler.kwargs.eta_min");
        Map(Facts.WarmupSteps).OtherwiseNone();
        Map(Facts.BatchSize, "train.minibatch_size", "train.batch_size");
        Map(Facts.MaxSteps, "train.total_steps");
        Map(Facts.Epochs, "train.epochs");
        Map(Facts.EvaluationInterval, "train.eval_interval");
        Map(Facts.Seed, "train.seed").Otherwise(BuiltInSeed);
        Map(Facts.Discount, "method.gamma").Means(Meaning.OneIsUsual);
        Map(Facts.GaeLambda, "method.lam");
        Map(Facts.ClipRange, "method.cliprange");
        Map(Facts.BufferSize, "method.num_rollouts");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
        OtherKnownKeys = ["batch_size", "minibatch_size", "cliprange_value", "cliprange_reward", "checkpoint_interval", "seq_length", "trainer", "tracker", "ppo_epochs", "chunk_size"];
        TypeFacts = [TypeFact.AboveZero("method.cliprange", "the probability ratio is then held at 1 and the policy never moves")];
        KeyFacts =
        [
            new("scheduler.kwargs.eta_min", "it equals the learning rate, so the cosine never moves; write a smaller floor, or constant on purpose")
            {
                When = (scope, _) => scope.Number("scheduler.kwargs.eta_min") is { } floor && scope.Number("optimizer.kwargs.lr") is { } rate && floor == rate,
                Severity = Severity.Info,
            },
        ];
    }

    public override int Precedence => 300;

    public override bool Recognises(ConfigView config) =>
        config.HasAll("train", "model", "optimizer", "method.name")
        && (config.IsAny("method.name", "ppoconfig", "ilqlconfig", "sftconfig", "rftconfig")
            || config.Text("train.trainer")?.StartsWith("Accelerate", StringComparison.Ordinal) == true);

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        var isAdapter = scope.Mapping("model.peft_config") is not null || scope.Mapping("model.delta_kwargs") is not null;
        draft.Regime = scope.IsAny("method.name", "sftconfig")
            ? isAdapter ? Regime.Adapter : Regime.FineTuning
            : isAdapter ? Regime.LanguageModelReinforcementAdapter : Regime.LanguageModelReinforcement;
        TorchOptimizers.Complete(scope.Text("optimizer.name"), (key, value) => draft.SetDefault(key, value));

        // accelerate_base_trainer.py asserts it.
        if (scope.Number("train.batch_size") is { } batch && scope.Number("train.minibatch_size") is { } mini && mini > 0 && batch % mini != 0)
        {
            scope.Observe(new WrongTypeObservation(
                scope.Node("train.minibatch_size")!.Place, "train.minibatch_size", FormattableString.Invariant($"{mini}"), FormattableString.Invariant($"a divisor of train.batch_size ({batch})"), "trlX stops with an assertion", Severity.Error));
        }
    }
}
