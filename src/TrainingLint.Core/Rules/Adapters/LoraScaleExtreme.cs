using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Adapters;

/// <summary>TL1101 lora-scale-extreme: Alpha over rank of the adapter is far outside of practice.</summary>
public sealed class LoraScaleExtreme : ThresholdRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1101",
        Name = "lora-scale-extreme",
        Severity = Severity.Warning,
        SeverityNote = "A warning where alpha is written; a note where it is the framework's default beside a rank of one's own.",
        Title = "Alpha over rank of the adapter is far outside of practice",
        Failure = Failure.Divergence,
        Why = "The adapter is multiplied by alpha over rank, which multiplies its effective learning rate as well. Far above 2 it diverges or overwrites the model; far below, it hardly learns.",
        Instead = "Set alpha to one or two times the rank.",
        Suppress = "With rank-stabilized scaling, where alpha is divided by the root of the rank.",
        Sources =
        [
            "Hu et al. 2021, LoRA (arXiv:2106.09685), section 4.1",
            "Practice: alpha over rank between 0.25 and 4 in 353 public recipes",
        ],
        Risky = """
            base_model: org/model
            datasets:
              - path: org/data
                type: alpaca
            adapter: lora
            lora_r: 8
            lora_alpha: 512
            learning_rate: 2.0e-4
            micro_batch_size: 2
            gradient_accumulation_steps: 4
            num_epochs: 3
            """,
        Sound = """
            base_model: org/model
            datasets:
              - path: org/data
                type: alpaca
            adapter: lora
            lora_r: 8
            lora_alpha: 16
            learning_rate: 2.0e-4
            micro_batch_size: 2
            gradient_accumulation_steps: 4
            num_epochs: 3
            """,
    };

    private static readonly NumberOption Min = new("min", "smallest ratio of alpha to rank", 1.0 / 8);
    private static readonly NumberOption Max = new("max", "largest ratio of alpha to rank", 8);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Min, Max];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        if (!recipe.Get(Facts.LoraAlpha).TryGet(out var alpha) || !recipe.Get(Facts.LoraRank).TryGet(out var rank) || rank <= 0
            || recipe.Is(Facts.RankStabilized))
        {
            yield break;
        }

        var isWritten = recipe.Get(Facts.LoraAlpha).IsWritten;
        var setting = recipe.Get(isWritten ? Facts.LoraAlpha : Facts.LoraRank);
        var scale = alpha / rank;
        if (setting.IsWritten && (scale < settings.Get(Min) || scale > settings.Get(Max)))
        {
            var scaled = "over rank " + Show(rank) + " scales the adapter by " + Show(System.Math.Round(scale, 4));
            yield return isWritten
                ? At(recipe, setting, "Alpha " + Show(alpha) + " " + scaled + "; one to two times the rank is usual for alpha.")
                : At(recipe, setting, "Alpha is not set and is " + Show(alpha) + " by default, which " + scaled
                    + "; write it, one to two times the rank is usual, or choose a higher rate with care.", Severity.Info);
        }
    }
}
