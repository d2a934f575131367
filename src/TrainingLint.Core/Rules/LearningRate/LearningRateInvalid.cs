using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0101 learning-rate-invalid: The learning rate is zero, negative, infinite or not a number.</summary>
public sealed class LearningRateInvalid : RecipeRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0101",
        Name = "learning-rate-invalid",
        Severity = Severity.Error,
        Title = "The learning rate is zero, negative, infinite or not a number",
        Failure = Failure.NoTraining,
        Why = "With a rate of zero no weight ever moves; a negative one climbs the loss instead of descending it; text or NaN stops the run or turns every weight into NaN at the first step.",
        Instead = "Write a positive number in the range that is usual for the optimizer, such as 1e-3 for Adam or 0.1 for SGD with momentum.",
        Suppress = "When another program overwrites the value before training starts.",
        Sources =
        [
            "Goodfellow, Bengio, Courville: Deep Learning (2016), section 8.3",
            "torch.optim: \"Invalid learning rate\" is raised for negative values",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 0.0
              MAX_ITER: 90000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
            """,
        Experiment = "final loss against the same run at a usual rate",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        foreach (var rate in recipe.LearningRates)
        {
            if (rate.IsWritten && rate.TryGet(out var value)
                && Problem(recipe, value, isGroup: !ReferenceEquals(rate, recipe.Get(Facts.LearningRate))) is { } problem)
            {
                yield return At(recipe, rate, "The learning rate " + Quote(rate) + " " + problem + "; write a positive number" + Advice(recipe) + ".");
            }
        }

        if (recipe.Get(Facts.LearningRateFactor) is { IsWritten: true } factor && factor.TryGet(out var scale)
            && !(scale > 0 && !double.IsInfinity(scale)))
        {
            yield return At(recipe, factor, "The learning-rate factor " + Quote(factor) + " must be a positive number; the schedule multiplies every rate by it.");
        }
    }

    private static string? Problem(Recipe recipe, double rate, bool isGroup) =>
        double.IsNaN(rate) ? "is not a number"
        : double.IsInfinity(rate) ? "is infinite"
        : rate < 0 ? "is negative, so the loss would be climbed"
        : rate == 0 && !isGroup && !recipe.Means(Facts.LearningRate, Meaning.SetByScheduler) ? "is zero, so no weight ever moves"
        : null;

    private static string Quote(Setting<double> rate) => "'" + Show(rate) + "'";

    private static string Advice(Recipe recipe) =>
        recipe.RateRange() is { Family: not OptimizerFamily.Unknown } range
            ? " of at most " + Show(range.WarnAbove) + " for " + OptimizerFamilies.NameOf(range.Family)
            : "";
}
