using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0107 no-schedule: A long run at a constant rate where decay is the practice.</summary>
public sealed class NoSchedule : ThresholdRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0107",
        Name = "no-schedule",
        Severity = Severity.Info,
        Title = "A long run at a constant rate where decay is the practice",
        Failure = Failure.PoorMinimum,
        Why = "At a constant rate the weights keep jumping about the minimum at a distance set by the rate times the gradient noise. Decaying the rate lets them settle deeper; most of the late gain in accuracy comes from there.",
        Instead = "Decay the rate to a tenth or less by the end: cosine, linear, or steps.",
        Suppress = "For diffusion models, reinforcement learning, and runs whose weights are averaged instead.",
        Sources =
        [
            "Robbins and Monro 1951",
            "Loshchilov and Hutter 2017, SGDR (arXiv:1608.03983)",
            "Practice: 8 of 1,940 public vision recipes have no schedule, all of them diffusion models",
        ],
        Risky = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            scheduler: constant
            epochs: 200
            seed: 1
            """,
        Sound = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            scheduler: cosine
            epochs: 200
            seed: 1
            """,
    };

    private static readonly NumberOption Epochs = new("epochs", "longest run at a constant rate, in epochs", 10);

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Epochs];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        var schedule = recipe.Get(Facts.Schedule);
        var isConstant = (schedule.IsMissing && !recipe.IsFragment)
            || (schedule.TryGet(out var name) && ScheduleNames.KindOf(name) == ScheduleKind.Constant);
        if (isConstant && recipe.Regime is Regime.FromScratch or Regime.Unknown && recipe.OptimizerFamily == OptimizerFamily.Sgd
            && recipe.Get(Facts.Epochs).Or(0) > settings.Get(Epochs) && !recipe.Get(Facts.EmaDecay).HasValue
            && !recipe.Get(Facts.SwaStart).HasValue)
        {
            yield return Missing(recipe, "SGD runs for " + Show(recipe.Get(Facts.Epochs)) + " epochs at a constant rate and cannot settle into its minimum; decay the rate towards the end.");
        }
    }
}
