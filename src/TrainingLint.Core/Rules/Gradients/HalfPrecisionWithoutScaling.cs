using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Gradients;

/// <summary>TL0504 half-precision-without-scaling: Half precision without loss scaling.</summary>
public sealed class HalfPrecisionWithoutScaling : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0504",
        Name = "half-precision-without-scaling",
        Severity = Severity.Warning,
        Title = "Half precision without loss scaling",
        Failure = Failure.PoorMinimum,
        Why = "Gradients below 6e-8 are zero in half precision. Without scaling, most gradients of the late phase vanish: the loss stops falling as if a minimum were reached, though none is.",
        Instead = "Use bf16, or switch dynamic loss scaling on.",
        Suppress = "When all gradients are known to stay large, or the optimizer keeps full-precision copies and scales by itself.",
        Sources =
        [
            "Micikevicius et al. 2018, Mixed Precision Training (arXiv:1710.03740)",
        ],
        Risky = """
            {
              "train_batch_size": 64,
              "fp16": {"enabled": true, "loss_scale": 1},
              "optimizer": {"type": "AdamW", "params": {"lr": 3e-5}},
              "zero_optimization": {"stage": 2}
            }
            """,
        Sound = """
            {
              "train_batch_size": 64,
              "fp16": {"enabled": true, "loss_scale": 0},
              "optimizer": {"type": "AdamW", "params": {"lr": 3e-5}},
              "zero_optimization": {"stage": 2}
            }
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.LossScaling).Is(false) && recipe.Get(Facts.Precision) is { HasValue: true } precision
            && precision.Or("") is "fp16" or "float16" or "half")
        {
            yield return At(recipe, precision, "Half precision runs without loss scaling, so small gradients become zero; use bf16, or switch dynamic loss scaling on.");
        }
    }
}
