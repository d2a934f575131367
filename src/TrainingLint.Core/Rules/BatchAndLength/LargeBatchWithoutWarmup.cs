using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.BatchAndLength;

/// <summary>TL0403 large-batch-without-warmup: Large-batch training without warmup.</summary>
public sealed class LargeBatchWithoutWarmup : ThresholdRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0403",
        Name = "large-batch-without-warmup",
        Severity = Severity.Warning,
        Title = "Large-batch training without warmup",
        Failure = Failure.SharpMinimum,
        Why = "Large batches have little gradient noise and fall into sharp minima, unless the rate is raised with the batch; and a raised rate is stable only after a warmup.",
        Instead = "Scale the rate with the batch and warm up over about five epochs.",
        Suppress = "When the batch is large only because samples are short or redundant.",
        Sources =
        [
            "Keskar et al. 2017, On Large-Batch Training for Deep Learning (arXiv:1609.04836)",
            "Goyal et al. 2017 (arXiv:1706.02677)",
            "Practice: 80 of 86 public SGD recipes with batches from 1,024 warm up",
        ],
        Risky = """
            optimizer:
              type: SGD
              lr: 3.2
              momentum: 0.9
            scheduler: cosine
            warmup_epochs: 0
            global_batch_size: 8192
            epochs: 90
            seed: 1
            """,
        Sound = """
            optimizer:
              type: SGD
              lr: 3.2
              momentum: 0.9
            scheduler: cosine
            warmup_epochs: 5
            global_batch_size: 8192
            epochs: 90
            seed: 1
            """,
        Experiment = "final loss with and without a warmup over 5 % of the run",
    };

    private static readonly NumberOption Batch = new("batch", "smallest batch that is large, in samples per step", 4096);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Batch];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        if (recipe.EffectiveBatch() >= settings.Get(Batch) && recipe.HasNoWarmup() && recipe.Regime is Regime.FromScratch or Regime.Unknown
            && recipe.OptimizerFamily is OptimizerFamily.Sgd or OptimizerFamily.Lars)
        {
            yield return Missing(recipe, "A step sees " + Show(recipe.EffectiveBatch()!.Value) + " samples and there is no warmup; warm up over about five epochs so that a scaled rate stays stable.");
        }
    }
}
