using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0114 weak-schedule: The schedule gets far less out of its steps than a linear decay would.</summary>
public sealed class WeakSchedule : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0114",
        Name = "weak-schedule",
        Severity = Severity.Info,
        Title = "The schedule gets far less out of its steps than a linear decay would",
        Failure = Failure.PoorMinimum,
        Why = "For convex problems the error of the last iterate is bounded by a sum over the schedule, and that bound orders schedules "
            + "as the losses of large models do: at its own best rate, a constant schedule ends about 37 % above linear decay to zero, "
            + "because its last steps still jump about the minimum.",
        Instead = "Decay to zero over the whole run (linear or cosine), and raise the peak with it: linear wants about 2.7 times the "
            + "constant rate.",
        Suppress = "When the run is continued later, or its weights are averaged.",
        Sources =
        [
            "Defazio et al. 2023, When, Why and How Much? Adaptive Learning Rate Scheduling by Refinement (arXiv:2310.07831)",
            "Schaipp et al. 2025 (arXiv:2501.18965), the bound against losses of language models",
        ],
        Risky = """
            model:
              type: transformer
            optimizer:
              name: adamw
              lr: 3.0e-4
            scheduler: constant
            warmup_steps: 1000
            max_steps: 50000
            seed: 1
            """,
        Sound = """
            model:
              type: transformer
            optimizer:
              name: adamw
              lr: 3.0e-4
            scheduler: linear
            warmup_steps: 1000
            max_steps: 50000
            seed: 1
            """,
    };

    private const double ClearlyWorse = 1.3;
    private const double LongRun = 1000;
    private const double AssumedStepsPerEpoch = 1000;
    private const double ManyEpochs = 10;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var schedule = recipe.Get(Facts.Schedule);
        var isLong = recipe.Get(Facts.MaxSteps).Or(0) >= LongRun || recipe.Get(Facts.Epochs).Or(0) >= ManyEpochs;
        if (!isLong || !schedule.IsWritten || !UsuallyDecays(recipe) || recipe.Get(Facts.EmaDecay).HasValue || recipe.Get(Facts.SwaStart)
            .HasValue
            || recipe.Get(Facts.Optimizer).Or("").IndexOf("free", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            yield break;
        }

        if (RecipeSchedule.Of(recipe, AssumedStepsPerEpoch) is { } course && ScheduleGrade.AgainstLinear(course) is { } grade
            && grade >= ClearlyWorse)
        {
            yield return At(recipe, schedule, "This schedule ends about " + Show(Math.Round((grade - 1) * 100))
                + " % above the same steps with linear "
                + "decay to zero (last-iterate bound of convex theory, each at its best rate); decay over the whole run.");
        }
    }

    // Adapters, agents and diffusion models are trained at a constant rate by habit, and their runs are short or averaged.
    private static bool UsuallyDecays(Recipe recipe) =>
        recipe.Regime is Regime.FromScratch or Regime.Unknown or Regime.FineTuning
        && !recipe.Is(Facts.Diffusion) && !recipe.Is(Facts.Adversarial) && !recipe.Is(Facts.Sweep)
        && !recipe.Means(Facts.LearningRate, Meaning.NoStepSize);
}
