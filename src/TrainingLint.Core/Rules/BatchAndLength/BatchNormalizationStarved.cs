using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.BatchAndLength;

/// <summary>TL0407 batch-normalization-starved: Batch normalization sees too few samples at a time.</summary>
public sealed class BatchNormalizationStarved : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0407",
        Name = "batch-normalization-starved",
        Severity = Severity.Info,
        Title = "Batch normalization sees too few samples at a time",
        Failure = Failure.Divergence,
        Why = "Batch normalization estimates mean and variance from the samples of one device and micro-step. From two or three they are "
            + "mostly noise: training and evaluation then see different networks, and the loss may explode. Accumulating gradients does "
            + "not help, since the statistics are still those of each micro-step.",
        Instead = "Use at least 8 samples per device, synchronize the statistics over devices, freeze them, or use group normalization.",
        Suppress = "With frozen or synchronized statistics.",
        Sources =
        [
            "Wu and He 2018, Group Normalization (arXiv:1803.08494), figure 1: the error rises from a batch of 8 downwards",
            "Ioffe and Szegedy 2015 (arXiv:1502.03167)",
        ],
        Risky = """
            backbone: resnet101
            freeze_bn: false
            optimizer: SGD
            lr: 0.001
            momentum: 0.9
            batch_size: 8
            num_gpus: 4
            max_iter: 120000
            seed: 1
            """,
        Sound = """
            backbone: resnet101
            freeze_bn: false
            optimizer: SGD
            lr: 0.001
            momentum: 0.9
            batch_size: 64
            num_gpus: 4
            max_iter: 120000
            seed: 1
            """,
    };

    private const double Few = 4;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (!recipe.Is(Facts.BatchNormalization))
        {
            yield break;
        }

        var batch = recipe.Get(Facts.BatchSize);
        var accumulation = recipe.Get(Facts.GradientAccumulation);
        if (recipe.Get(Facts.SharedBatch) is { HasValue: true } shared && shared.Or(Few) < Few && batch.Or(0) >= Few)
        {
            yield return At(recipe, batch, "If this batch is shared by the devices (" + shared.Derivation + "), batch normalization sees "
                + Show(shared.Or(0)) + " samples at a time, which is mostly noise; use more per device, synchronize or freeze it.");
        }
        else if (batch is { IsWritten: true } && batch.Or(Few) is > 1 and < Few && accumulation.Or(1) > 1)
        {
            yield return At(recipe, accumulation, "Accumulating " + Show(accumulation)
                + " steps does not enlarge what batch normalization sees: "
                + "its statistics come from " + Show(batch) + " samples each time. Use more per device, synchronize or freeze it.");
        }
    }
}
