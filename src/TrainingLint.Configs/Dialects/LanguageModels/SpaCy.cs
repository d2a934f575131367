using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.LanguageModels;

/// <summary>explosion/spaCy: <c>config.cfg</c>, with the defaults of <c>spacy/default_config.cfg</c>; zero lengths are unlimited.</summary>
internal sealed class SpaCy : Dialect
{
    public SpaCy()
        : base("spacy", new Loader("confection", ScalarSchema.Json) { Interpolation = Interpolation.OmegaConf })
    {
        Map(Facts.Optimizer, "training.optimizer.@optimizers").Otherwise("Adam.v1");
        Map(Facts.LearningRate, "training.optimizer.learn_rate.initial_rate", "training.optimizer.learn_rate").Otherwise(0.001);
        Map(Facts.Beta1, "training.optimizer.beta1").Otherwise(0.9);
        Map(Facts.Beta2, "training.optimizer.beta2").Otherwise(0.999);
        Map(Facts.Epsilon, "training.optimizer.eps").Otherwise(1e-8);
        Map(Facts.WeightDecay, "training.optimizer.L2").Otherwise(0.01).Means(Meaning.Decoupled);
        Map(Facts.GradientClipNorm, "training.optimizer.grad_clip").Otherwise(1);
        Map(Facts.Schedule, "training.optimizer.learn_rate.@schedules").Otherwise("constant");
        Map(Facts.WarmupSteps, "training.optimizer.learn_rate.warmup_steps");
        Map(Facts.ScheduleLength, "training.optimizer.learn_rate.total_steps");
        Map(Facts.MaxSteps, "training.max_steps").Otherwise(20_000).Means(Meaning.ZeroIsUnlimited);
        Map(Facts.Epochs, "training.max_epochs").Means(Meaning.ZeroIsUnlimited);
        Map(Facts.GradientAccumulation, "training.accumulate_gradient").Otherwise(1);
        Map(Facts.EvaluationInterval, "training.eval_frequency").Otherwise(200);
        Map(Facts.Seed, "training.seed", "system.seed").Otherwise(0);
        Map(Facts.Dropout, "training.dropout").Otherwise(0.1);

        // spacy/training/loop.py: "if patience and (step - best_step) >= patience", which any negative number but zero passes.
        TypeFacts =
        [
            new TypeFact("training.patience", "0 for no limit, or a number of steps",
                (_, value) => value is not { IsNumber: true } number || number.Number >= 0,
                "a negative patience is over at the first evaluation, and the run stops there"),
        ];
    }

    public override int Precedence => 8;

    public override bool IsWrittenIn(ConfigFormat format) => format == ConfigFormats.Ini;

    public override bool Recognises(ConfigView config) => config.Has("training.optimizer") && config.HasAny("nlp", "components", "training.batcher", "corpora");

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        draft.Set(Facts.Validation, Setting<bool>.ByDefault(true));
        if (draft.Get(Facts.Optimizer) is { IsWritten: true, Place: { } place, Text: { } registered, Key: { } key } optimizer)
        {
            // Registered names carry a version: "Adam.v1" (thinc/optimizers.py).
            var version = registered.LastIndexOf(".v", System.StringComparison.Ordinal);
            var name = version > 0 ? registered.Substring(0, version) : registered;
            draft.Set(Facts.Optimizer, Setting<string>.Written(name, registered, key, place, optimizer.Origin));
        }
        else
        {
            draft.Set(Facts.Optimizer, Setting<string>.ByDefault("Adam"));
        }

        foreach (var length in new[] { Facts.MaxSteps, Facts.Epochs })
        {
            if (draft.Get(length).TryGet(out var value) && value <= 0)
            {
                draft.Set(length, Setting<double>.Missing);
            }
        }

        // Whichever comes first ends the run (spacy/training/loop.py), and how many steps an epoch has is not known here.
        if (draft.Get(Facts.Epochs) is { HasValue: true })
        {
            draft.Set(Facts.MaxSteps, Setting<double>.Unknown);
        }
    }
}
