using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0110 learning-rate-not-scaled: The batch differs from the base config, the rate does not follow.</summary>
public sealed class LearningRateNotScaled : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0110",
        Name = "learning-rate-not-scaled",
        Severity = Severity.Info,
        Title = "The batch differs from the base config, the rate does not follow",
        Failure = Failure.SharpMinimum,
        Why = "The noise that carries SGD out of sharp minima goes with the rate divided by the batch. A larger batch at the same rate loses that noise; a smaller one at the same rate gains so much that training can diverge.",
        Instead = "Multiply the rate by the same factor as the batch (SGD), or by its square root (Adam).",
        Suppress = "When the new pair comes from a sweep.",
        Sources =
        [
            "Goyal et al. 2017 (arXiv:1706.02677), linear scaling",
            "Malladi et al. 2022 (arXiv:2205.10287), square-root scaling for Adam",
            "detectron2, DefaultTrainer.auto_scale_workers",
        ],
        Risky = """
            # base.yaml: SOLVER: {BASE_LR: 0.02, IMS_PER_BATCH: 16, MAX_ITER: 90000}
            _BASE_: base.yaml
            SOLVER:
              IMS_PER_BATCH: 2
            """,
        Sound = """
            # base.yaml: SOLVER: {BASE_LR: 0.02, IMS_PER_BATCH: 16, MAX_ITER: 90000}
            _BASE_: base.yaml
            SOLVER:
              IMS_PER_BATCH: 2
              BASE_LR: 0.0025
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        // The reader keeps what the base said, so that the two files can be compared here. Whoever writes a rate of his own has chosen it.
        if (recipe.Base is not { } inherited || recipe.Get(Facts.LearningRate).Origin != Origin.Inherited
            || !recipe.Get(Facts.LearningRate).TryGet(out var rate) || !inherited.LearningRate.TryGet(out var baseRate)
            || !Batch(recipe).TryGet(out var batch) || !inherited.BatchSize.TryGet(out var baseBatch) || rate <= 0 || baseRate <= 0
            || batch <= 0 || baseBatch <= 0 || batch == baseBatch)
        {
            yield break;
        }

        // Adaptive optimizers are scaled by either rule in practice (MAE and Swin scale AdamW linearly), so only what fits neither is worth a word.
        var isLinear = recipe.OptimizerFamily is OptimizerFamily.Sgd or OptimizerFamily.Lars;
        var batchRatio = batch / baseBatch;
        var wanted = isLinear ? batchRatio : Math.Sqrt(batchRatio);
        if (IsOff(rate / baseRate, wanted) && (isLinear || IsOff(rate / baseRate, batchRatio)))
        {
            yield return At(recipe, Batch(recipe),
                "The batch is " + Show(batch) + " where the base has " + Show(baseBatch) + ", and the rate " + Show(rate) + " does not follow; by the " + (isLinear ? "linear" : "square-root") + " rule it would be " + Show(baseRate * wanted) + ".");
        }
    }

    private static bool IsOff(double ratio, double wanted) => Math.Max(ratio / wanted, wanted / ratio) > Tolerance;

    private static Setting<double> Batch(Recipe recipe) =>
        recipe.Get(Facts.EffectiveBatchSize) is { IsWritten: true } effective ? effective : recipe.Get(Facts.BatchSize);

    private const double Tolerance = 2;
}
