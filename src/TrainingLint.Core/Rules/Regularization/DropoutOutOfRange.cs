using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Regularization;

/// <summary>TL0601 dropout-out-of-range: Dropout is outside of [0, 1), or extreme.</summary>
public sealed class DropoutOutOfRange : ThresholdRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0601",
        Name = "dropout-out-of-range",
        Severity = Severity.Error,
        SeverityNote = "An error outside of the range from 0 to 1; a warning where almost nothing is let through, and a note for a plain -1, "
            + "by which programs switch it off.",
        Title = "Dropout is outside of [0, 1), or extreme",
        Failure = Failure.NoTraining,
        Why = "At a probability of 1 every activation is zero and no gradient passes; beyond it the rescaling divides by zero or flips signs. Far above a half, so little passes that the network cannot even fit the training data.",
        Instead = "Write a probability between 0 and 0.5.",
        Suppress = "For input masking or other uses in which most of the input is meant to vanish.",
        Sources =
        [
            "Srivastava et al. 2014, Dropout (JMLR 15)",
            "torch.nn.Dropout: probability has to be between 0 and 1",
        ],
        Risky = """
            model:
              dropout: 1.5
            optimizer:
              type: AdamW
              lr: 1.0e-3
            epochs: 10
            seed: 1
            """,
        Sound = """
            model:
              dropout: 0.1
            optimizer:
              type: AdamW
              lr: 1.0e-3
            epochs: 10
            seed: 1
            """,
    };

    private static readonly NumberOption Max = new("max", "smallest dropout that lets too little through", 0.9);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Max];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        if (recipe.Get(Facts.Dropout) is { IsWritten: true } dropout && dropout.TryGet(out var probability))
        {
            if (dropout.Text is "-1")
            {
                yield return At(recipe, dropout, "The dropout -1 is no probability; unless the program takes -1 for none, write a value between 0 and 0.5.",
                    Severity.Info);
            }
            else if (probability < 0 || probability >= 1)
            {
                yield return At(recipe, dropout, "The dropout " + Show(dropout) + " is no probability below 1" + (probability > 1 ? " (a percentage?)" : "") + "; write a value between 0 and 0.5.");
            }
            else if (probability >= settings.Get(Max))
            {
                yield return At(recipe, dropout, "A dropout of " + Show(dropout) + " lets almost nothing through; 0 to 0.5 is usual.", Severity.Warning);
            }
        }
    }
}
