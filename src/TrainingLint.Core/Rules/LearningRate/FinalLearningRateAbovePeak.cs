using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0109 final-learning-rate-above-peak: The rate ends higher than its peak.</summary>
public sealed class FinalLearningRateAbovePeak : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0109",
        Name = "final-learning-rate-above-peak",
        Severity = Severity.Warning,
        SeverityNote = "A warning above the peak; a note where a falling schedule ends at the peak itself.",
        Title = "The rate ends higher than its peak",
        Failure = Failure.Divergence,
        Why = "A schedule that \"decays\" upward takes its largest steps at the end, when nothing corrects them any more: the run leaves the minimum it had found. It usually means that a fraction and an absolute rate were mixed up.",
        Instead = "Write a final rate below the peak; look up whether the framework wants a fraction or an absolute rate.",
        Suppress = "For deliberate upward schedules such as rate range tests.",
        Sources =
        [
            "SlowFast, lr_policy.py and detectron2, solver/build.py refuse an end rate above the base rate",
            "Smith 2017 (arXiv:1506.01186), range test",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.02
              BASE_LR_END: 0.2
              LR_SCHEDULER_NAME: WarmupCosineLR
              MAX_ITER: 90000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              BASE_LR_END: 0.0002
              LR_SCHEDULER_NAME: WarmupCosineLR
              MAX_ITER: 90000
            """,
    };

    private static bool Falls(Recipe recipe) => recipe.Get(Facts.Schedule).TryGet(out var name)
        && ScheduleNames.KindOf(name) is ScheduleKind.Cosine or ScheduleKind.CosineWave or ScheduleKind.Linear or ScheduleKind.Polynomial;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        // Where the framework scales the rate, nobody can tell whether the other rates are meant before or after it; only what is above both is wrong.
        var effective = recipe.Get(Facts.EffectiveLearningRate);
        if (recipe.Get(Facts.LearningRate).TryGet(out var written) && written > 0 && (effective.HasValue || effective.Text is null))
        {
            var peak = Math.Max(written, effective.Or(written));
            var final = recipe.Get(Facts.FinalLearningRate);
            if (final.TryGet(out var end) && end > peak && final.Place is not null)
            {
                yield return At(recipe, final,
                    "The rate ends at " + Show(end) + ", above its peak of " + Show(peak) + "; write a final rate below the peak" + (final.Origin == Origin.Derived ? " (" + final.Derivation + ")." : "."));
            }

            else if (final.IsWritten && final.Is(written) && Falls(recipe))
            {
                yield return At(recipe, final, "The schedule " + recipe.Get(Facts.Schedule).Or("") + " ends at its peak of " + Show(end)
                    + ", so the rate never falls; write a final rate below the peak, or no schedule.",
                    Severity.Info);
            }

            if (recipe.Get(Facts.WarmupStartLearningRate) is { } start && start.TryGet(out var begin) && begin > peak
                && recipe.Warmups().Any())
            {
                yield return At(recipe, start, "Warmup starts at " + Show(begin) + ", above the peak of " + Show(peak) + ", so it cools down instead; write a start rate below the peak.");
            }
        }
    }
}
