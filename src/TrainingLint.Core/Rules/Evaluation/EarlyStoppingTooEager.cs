using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Evaluation;

/// <summary>TL0804 early-stopping-too-eager: Early stopping has no patience, or hardly any for the length of the run.</summary>
public sealed class EarlyStoppingTooEager : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0804",
        Name = "early-stopping-too-eager",
        Severity = Severity.Warning,
        SeverityNote = "A warning for no patience at all, where the framework does not take 0 for off; a note for three evaluations or fewer where the run may last for 50 epochs or "
            + "more, since recommenders converge within the first epochs.",
        Title = "Early stopping has no patience, or hardly any for the length of the run",
        Failure = Failure.PoorMinimum,
        Why = "The held-out loss rises for a while on the way over every saddle and after every rise of the rate. A stop at the first bad evaluation ends the run in the first basin it meets, often within warmup.",
        Instead = "Allow at least three evaluations without progress.",
        Suppress = "For convex problems.",
        Sources =
        [
            "Prechelt 1998, Early Stopping - But When?",
            "ESPnet and Lightning stop at the first evaluation without progress when patience is 0; in OpenNMT-py, fairseq and Ludwig 0 means off",
        ],
        Risky = """
            optim: adam
            optim_conf:
              lr: 1.0e-3
            max_epoch: 100
            patience: 0
            seed: 1
            """,
        Sound = """
            optim: adam
            optim_conf:
              lr: 1.0e-3
            max_epoch: 100
            patience: 5
            seed: 1
            """,
    };

    private const double FewEvaluations = 3;
    private const double LongRun = 50;
    private const double SmallShare = 0.06;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var patience = recipe.Get(Facts.EarlyStoppingPatience);
        if (patience.IsWritten && patience.TryGet(out var evaluations) && evaluations <= 0
            && !recipe.Means(Facts.EarlyStoppingPatience, Meaning.ZeroIsOff))
        {
            yield return At(recipe, patience, "A patience of " + Show(patience) + " stops at the first evaluation without progress; allow at least three.", evaluations < 0 ? Severity.Info : null);
        }
        else if (patience.IsWritten && patience.TryGet(out var few) && few is > 0 and <= FewEvaluations && recipe.Get(Facts.Epochs)
            .TryGet(out var epochs) && epochs >= LongRun && few <= SmallShare * epochs)
        {
            yield return At(recipe, patience, "A patience of " + Show(patience) + " against " + Show(recipe.Get(Facts.Epochs))
                + " epochs stops at the first short plateau; allow about a tenth of the run.", Severity.Info);
        }
    }
}
