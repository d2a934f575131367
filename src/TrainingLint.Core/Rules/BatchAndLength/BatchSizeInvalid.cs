using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.BatchAndLength;

/// <summary>TL0401 batch-size-invalid: The batch size is zero, negative or not whole; or 1 with batch normalization.</summary>
public sealed class BatchSizeInvalid : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0401",
        Name = "batch-size-invalid",
        Severity = Severity.Error,
        SeverityNote = "An error for a batch that no loader takes; a note for a batch of 1 per device with batch normalization, and for "
            + "0 accumulation steps of a program whose own word it may be for none.",
        Title = "The batch size is zero, negative or not whole; or 1 with batch normalization",
        Failure = Failure.NoTraining,
        Why = "A batch without samples has no gradient. With batch normalization, a batch of one takes its statistics from a single sample: training and evaluation then see different networks, and layers without spatial extent output zero whatever their input.",
        Instead = "Write a whole number of at least 1, and at least 2 per device with batch normalization.",
        Suppress = "With batch normalization frozen or synchronized over devices.",
        Sources =
        [
            "torch.utils.data.DataLoader: batch_size should be a positive integer value",
            "Ioffe and Szegedy 2015 (arXiv:1502.03167)",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              IMS_PER_BATCH: 0
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
              IMS_PER_BATCH: 16
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        foreach (var key in new[] { Facts.BatchSize, Facts.EffectiveBatchSize, Facts.GradientAccumulation })
        {
            var batch = recipe.Get(key);
            if (!batch.IsWritten || !batch.TryGet(out var size) || double.IsNaN(size))
            {
                continue;
            }

            var what = key == Facts.GradientAccumulation ? "number of accumulation steps " : "batch size ";
            var isChosenByFramework = recipe.Means(Facts.BatchSize, Meaning.ChosenByFramework) && size is >= -1 and < 1;
            if (size <= 0 && !isChosenByFramework)
            {
                yield return At(recipe, batch,
                    "The " + what + Show(batch) + " leaves a step without samples; write a whole number of at least 1.",
                    key == Facts.GradientAccumulation && size == 0 && recipe.Dialect == "generic" ? Severity.Info : Severity.Error);
            }
            else if (size != Math.Floor(size) && !isChosenByFramework)
            {
                yield return At(recipe, batch, "The " + what + Show(batch) + " is not whole; write a whole number of at least 1.");
            }
            else if (size == 1 && key == Facts.BatchSize && recipe.Is(Facts.BatchNormalization))
            {
                yield return At(recipe, batch, "With a batch of 1 per device, batch normalization takes its statistics from a single sample; use at least 2, synchronize over devices, or use another normalization.", Severity.Info);
            }
        }
    }
}
