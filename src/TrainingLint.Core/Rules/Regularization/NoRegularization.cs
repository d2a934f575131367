using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Regularization;

/// <summary>TL0602 no-regularization: Nothing at all keeps the run from overfitting.</summary>
public sealed class NoRegularization : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0602",
        Name = "no-regularization",
        Severity = Severity.Info,
        Title = "Nothing at all keeps the run from overfitting",
        Failure = Failure.SharpMinimum,
        Why = "Without weight decay, dropout, augmentation, smoothing, averaging or early stopping, the run is free to end in the sharpest minimum that fits the training data.",
        Instead = "Start with weight decay; it costs nothing.",
        Suppress = "When data is so plentiful that no sample is seen twice.",
        Sources =
        [
            "Zhang et al. 2017, Understanding deep learning requires rethinking generalization (arXiv:1611.03530)",
        ],
        Risky = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
              weight_decay: 0
            dropout: 0
            label_smoothing: 0
            early_stopping_patience: null
            scheduler: cosine
            epochs: 200
            seed: 1
            """,
        Sound = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
              weight_decay: 1.0e-4
            scheduler: cosine
            epochs: 200
            seed: 1
            """,
    };

    private const double ManyEpochs = 10;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.Epochs).Or(0) <= ManyEpochs || recipe.Regime is not (Regime.FromScratch or Regime.Unknown))
        {
            yield break;
        }

        var isOff = IsOff(recipe.Get(Facts.WeightDecay)) && IsOff(recipe.Get(Facts.Dropout)) && IsOff(recipe.Get(Facts.LabelSmoothing))
            && !recipe.Get(Facts.EarlyStoppingPatience).HasValue && !recipe.Get(Facts.EmaDecay).HasValue
            && !recipe.Get(Facts.SwaStart).HasValue && !recipe.Is(Facts.Augmentation);
        if (isOff)
        {
            yield return Missing(recipe, "Weight decay, dropout and label smoothing are all off and nothing stops the run early; add weight decay of 1e-4 (SGD) or 0.01 (AdamW).");
        }
    }

    private static bool IsOff(Setting<double> setting) => setting.IsWritten && setting.Is(0);
}
