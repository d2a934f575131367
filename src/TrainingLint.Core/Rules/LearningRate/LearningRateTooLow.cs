using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0103 learning-rate-too-low: The learning rate is below the range for this optimizer and kind of training.</summary>
public sealed class LearningRateTooLow : ThresholdRule, IJudgesCode
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0103",
        Name = "learning-rate-too-low",
        Severity = Severity.Warning,
        Title = "The learning rate is below the range for this optimizer and kind of training",
        Failure = Failure.PoorMinimum,
        Why = "Steps this small cannot leave the first basin or cross a plateau within any usual length of training; what looks like convergence is standing still. Tiny steps also follow every narrow ravine into a sharp minimum.",
        Instead = "Raise the rate into the range; a short sweep over powers of ten costs minutes.",
        Suppress = "When the rate belongs to a part of the model that is meant to stay almost frozen.",
        Sources =
        [
            "Li, Wei, Ma 2019, Towards Explaining the Regularization Effect of Initial Large Learning Rate (arXiv:1907.04595)",
            "Mishchenko and Defazio 2023, Prodigy (arXiv:2306.06101)",
            "Smith 2017, Cyclical Learning Rates (arXiv:1506.01186)",
            "Ranges: the knowledge table of TrainingLint, evidence in each row",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 2.0e-8
              MAX_ITER: 90000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 0.02
              MAX_ITER: 90000
            """,
        Experiment = "final loss against the same run at a usual rate",
    };

    // konstmish/prodigy and facebookresearch/dadaptation: lr=1.0, "leave LR set to 1 unless you encounter instability"; their users go down
    // to 0.1 at times.
    private const double LowestMultiplier = 0.02;

    private static readonly NumberOption Min = new("min", "smallest learning rate; the table of ranges decides by default") { IsPerOptimizer = true };

    /// <inheritdoc/>
    public override IReadOnlyList<NumberOption> Options { get; } = [Min];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe, RuleSettings settings)
    {
        var optimizer = recipe.Get(Facts.Optimizer);
        if (OptimizerProfiles.Find(optimizer.Or("")) is { FindsItsStep: true } selfScaling
            && recipe.Get(Facts.LearningRate) is { IsWritten: true } multiplier && multiplier.Or(1) is > 0 and < LowestMultiplier)
        {
            yield return At(recipe, multiplier, selfScaling.ShownName
                + " finds its own step and multiplies it by this rate, which is meant to be about 1: " + Show(multiplier)
                + " makes all steps that much smaller. Write 1.");
        }

        var family = recipe.OptimizerFamily;
        if (recipe.Traits.HasFlag(RecipeTraits.RateIsNotAStepSize) || optimizer is { State: SettingState.Unknown, Text: not null }
            || family == OptimizerFamily.SelfScaling || recipe.RateRange() is not { } range)
        {
            yield break;
        }

        var effective = recipe.Get(Facts.EffectiveLearningRate);
        var rate = effective.HasValue ? effective : recipe.Get(Facts.LearningRate);
        var own = settings.Find(Min, optimizer.Or(""));
        var lowest = own ?? range.WarnBelow;
        if (rate.TryGet(out var value) && value > 0 && value < lowest && (effective.HasValue || effective.Text is null))
        {
            yield return At(recipe, rate, "The learning rate " + Show(rate) + " is below " + Show(lowest) + (own is null ? ", the lower end for " + OptimizerFamilies.NameOf(family) : ", the limit configured here") + ": the weights would barely move. Raise it, or check the exponent.");
        }
    }
}
