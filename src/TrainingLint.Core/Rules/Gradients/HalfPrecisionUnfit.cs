using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Gradients;

/// <summary>TL0505 half-precision-unfit: The model overflows in half precision and needs bfloat16.</summary>
public sealed class HalfPrecisionUnfit : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0505",
        Name = "half-precision-unfit",
        Severity = Severity.Warning,
        SeverityNote = "A note for models that only some people saw overflow.",
        Title = "The model overflows in half precision and needs bfloat16",
        Failure = Failure.Divergence,
        Why = "float16 ends at 65504. Models that were trained in bfloat16, whose range is that of float32, have activations beyond it: "
            + "they become infinite, then NaN, and loss scaling does not help because it scales gradients.",
        Instead = "Write bf16; on hardware without it train in float32.",
        Suppress = "When the layers that overflow are kept in float32 by hand.",
        Sources =
        [
            "Hugging Face documentation of T5 and of Gemma: trained in bfloat16, float16 overflows (huggingface/transformers issues 4586 "
                + "and 29285)",
            "QwenLM/Qwen3 issue 670 and hiyouga/LLaMA-Factory issues 950 and 4278: the loss of Qwen2 and Baichuan2 is 0 in float16",
            "kohya-ss/musubi-tuner, documentation of HunyuanVideo and Wan: mixed_precision bf16 is recommended",
        ],
        Risky = """
            model_name_or_path: google/flan-t5-xl
            output_dir: out
            learning_rate: 1.0e-4
            fp16: true
            num_train_epochs: 3
            per_device_train_batch_size: 4
            seed: 1
            """,
        Sound = """
            model_name_or_path: google/flan-t5-xl
            output_dir: out
            learning_rate: 1.0e-4
            bf16: true
            num_train_epochs: 3
            per_device_train_batch_size: 4
            seed: 1
            """,
    };

    // float16 in the words of transformers, Lightning, Composer and PyTorch.
    private static readonly HashSet<string> Halves = new(System.StringComparer.OrdinalIgnoreCase)
    {
        "fp16", "float16", "half", "16", "16-mixed", "16-true", "amp_fp16", "mixed_fp16", "torch.float16", "torch.half",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.Get(Facts.Precision) is { IsWritten: true } precision && Halves.Contains(precision.Or(""))
            && recipe.Get(Facts.ModelName).TryGet(out var name))
        {
            if (KnownModels.OverflowsInHalfPrecision(name))
            {
                yield return At(recipe, precision, "The model '" + name
                    + "' was trained in bfloat16 and overflows in float16, so the loss is lost; "
                    + "write bf16.");
            }
            else if (KnownModels.MayOverflowInHalfPrecision(name))
            {
                yield return At(recipe, precision, "The model '" + name
                    + "' was trained in bfloat16, and in float16 people saw its loss become 0 or no number; "
                    + "write bf16 where the hardware has it.",
                    Severity.Info);
            }
        }
    }
}
