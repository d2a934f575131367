using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.BatchAndLength;

/// <summary>TL0402 batch-product-mismatch: Micro batch, accumulation and devices contradict the global batch.</summary>
public sealed class BatchProductMismatch : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0402",
        Name = "batch-product-mismatch",
        Severity = Severity.Error,
        Title = "Micro batch, accumulation and devices contradict the global batch",
        Failure = Failure.NotWhatIsWritten,
        Why = "The framework refuses to start, or quietly trains with another batch than the one for which the learning rate was chosen.",
        Instead = "Make the global batch the product of micro batch, accumulation steps and devices; leave one of them to the framework.",
        Suppress = "Never; the numbers contradict each other.",
        Sources =
        [
            "DeepSpeed, runtime/config.py: train_batch_size is asserted to be the product",
            "torchtitan, llm-foundry and NeMo refuse a remainder",
        ],
        Risky = """
            {
              "train_batch_size": 64,
              "train_micro_batch_size_per_gpu": 3,
              "gradient_accumulation_steps": 4,
              "zero_optimization": {"stage": 2},
              "optimizer": {"type": "AdamW", "params": {"lr": 3e-5}}
            }
            """,
        Sound = """
            {
              "train_batch_size": 64,
              "train_micro_batch_size_per_gpu": 4,
              "gradient_accumulation_steps": 4,
              "zero_optimization": {"stage": 2},
              "optimizer": {"type": "AdamW", "params": {"lr": 3e-5}}
            }
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var global = recipe.Get(Facts.EffectiveBatchSize);
        if (!global.IsWritten || !recipe.Get(Facts.BatchSize).IsWritten || !global.TryGet(out var total)
            || !recipe.Get(Facts.BatchSize).TryGet(out var micro) || !(total > 0) || !(micro > 0))
        {
            yield break;
        }

        // An accumulation that is computed when the run starts makes up for any batch.
        if (recipe.Get(Facts.GradientAccumulation) is { HasValue: false, Text: { } text }
            && text.StartsWith("${", System.StringComparison.Ordinal))
        {
            yield break;
        }

        var accumulation = recipe.Get(Facts.GradientAccumulation) is { IsWritten: true } steps && steps.TryGet(out var count) && count > 0
            ? count : 1;
        var product = micro * accumulation * (recipe.Get(Facts.WorldSize).TryGet(out var world) && world > 0 ? world : 1);
        var knowsWorld = recipe.Get(Facts.WorldSize).HasValue && recipe.Get(Facts.GradientAccumulation).IsWritten;
        if (recipe.Means(Facts.EffectiveBatchSize, Meaning.UnevenMicroBatches))
        {
            // Only the devices must then share the batch evenly.
            if (recipe.Get(Facts.WorldSize).TryGet(out var devices) && devices > 0 && total % devices != 0)
            {
                yield return At(recipe, global, "The global batch " + Show(global) + " cannot be shared evenly by " + Show(devices) + " devices; change one of them.");
            }

            yield break;
        }

        if (knowsWorld ? product != total : total % product != 0)
        {
            yield return At(recipe, global, "The global batch " + Show(global) + " is " + (knowsWorld ? "not" : "no multiple of") + " micro batch x accumulation" + (knowsWorld ? " x devices" : "") + " = " + Show(product) + "; change one of them.");
        }
    }
}
