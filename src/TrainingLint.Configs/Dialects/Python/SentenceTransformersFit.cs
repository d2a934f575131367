using System.Collections.Generic;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary><c>SentenceTransformer.fit(train_objectives=...)</c> (<c>sentence_transformers/fit_mixin.py</c>, signature of fit and <c>_get_scheduler</c>).</summary>
internal sealed class SentenceTransformersFit : PythonDialect
{
    public SentenceTransformersFit()
        : base("sentence-transformers", Language)
    {
        Map(Facts.LearningRate, "optimizer_params.lr").Otherwise(2e-5);
        Map(Facts.WeightDecay, "weight_decay").Otherwise(0.01);
        Map(Facts.Schedule, "scheduler").Otherwise("WarmupLinear");
        Map(Facts.WarmupSteps, "warmup_steps").Otherwise(10_000);
        Map(Facts.Epochs, "epochs").Otherwise(1);
        Map(Facts.StepsPerEpoch, "steps_per_epoch");
        Map(Facts.GradientClipNorm, "max_grad_norm").Otherwise(1);
        Map(Facts.EvaluationInterval, "evaluation_steps");
        Map(Facts.ModelFamily).Always(RecipeModels.Transformer);
    }

    public override int Precedence => 396;

    public override bool Recognises(ConfigView config) => Is(config, PythonRoots.Run) && config.Has("sentences");

    protected override bool IsFragment(ConfigView config) => config.Has("sentences." + PythonFormat.Rest);

    protected override IEnumerable<RecipeScope> Scopes(RecipeScope root) => [root.At("sentences", "training")];

    protected override void Complete(RecipeScope scope, RecipeBuilder draft)
    {
        draft.Regime = Regime.FineTuning;
        draft.ScheduleUnit = LengthUnit.Steps;
        draft.EvaluationUnit = LengthUnit.Steps;
        if (!scope.Has("optimizer_class"))
        {
            draft.SetDefault(Facts.Optimizer, "AdamW");
        }

        if (scope.Node("evaluator") is { } evaluator)
        {
            draft.Set(Facts.Validation, Setting<bool>.Written(true, "evaluator", scope.Absolute("evaluator"), evaluator.Place, scope.OriginOf(evaluator)));
        }
    }
}
