using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Evaluation;

/// <summary>TL0803 evaluation-beyond-end: The first evaluation lies beyond the end of the run.</summary>
public sealed class EvaluationBeyondEnd : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0803",
        Name = "evaluation-beyond-end",
        Severity = Severity.Warning,
        SeverityNote = "A warning; a note in a run of at most 20 steps, which only shows that the program works, and where the framework evaluates at the "
            + "end as well and the interval is less than twice the run.",
        Title = "The first evaluation lies beyond the end of the run",
        Failure = Failure.Unmeasured,
        Why = "The interval is longer than the run, so nothing is ever evaluated or saved before the end, and a run that overfits or diverges is noticed only when it is over.",
        Instead = "Evaluate at least a few times within the run.",
        Suppress = "When a huge interval is the way to say \"never\".",
        Sources =
        [
            "Practice: SlowFast uses intervals of 1e4 epochs and more to switch evaluation off",
        ],
        Risky = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            per_device_train_batch_size: 8
            max_steps: 1000
            eval_strategy: steps
            eval_steps: 5000
            """,
        Sound = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            per_device_train_batch_size: 8
            max_steps: 1000
            eval_strategy: steps
            eval_steps: 200
            """,
    };

    // From here on, the interval is a way to write "never".
    private const double Sentinel = 10;

    // A run that is evaluated at its end anyway may be the short one of a family that shares an interval (CutLER's cascades on 1 % of COCO).
    private const double FarBeyond = 2;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var interval = recipe.Get(Facts.EvaluationInterval);
        if (interval.IsWritten && interval.TryGet(out var every) && every > 0
            && recipe.Lengths().FirstOrDefault(length => length.Unit == recipe.EvaluationUnit) is { } run
                && recipe.EvaluationUnit != LengthUnit.Unknown
            && every > run.Amount && every < Sentinel * run.Amount)
        {
            var isMeasured = recipe.Means(Facts.EvaluationInterval, Meaning.AlsoAtEnd);
            var found = "The first evaluation would come after " + Show(interval) + " of " + Show(run) + ", so the run "
                + (isMeasured ? "is evaluated only when it is over" : "is never evaluated") + "; shorten the interval.";
            var isNote = recipe.IsShort() || (isMeasured && every < FarBeyond * run.Amount);
            yield return At(recipe, interval, found, isNote ? Severity.Info : Severity.Warning) with
            {
                Partner = PartnerOf(run.Setting),
            };
        }
    }
}
