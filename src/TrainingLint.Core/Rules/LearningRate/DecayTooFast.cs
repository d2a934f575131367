using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Core.Rules.LearningRate;

/// <summary>TL0112 decay-too-fast: The rate decays so fast that most of the run stands still.</summary>
public sealed class DecayTooFast : RecipeRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0112",
        Name = "decay-too-fast",
        Severity = Severity.Warning,
        Title = "The rate decays so fast that most of the run stands still",
        Failure = Failure.PoorMinimum,
        Why = "A factor per epoch compounds: 0.5 leaves a thousandth after ten epochs. Once the rate is that small the weights stay "
            + "where they happen to be, and the rest of the run is spent on a point that is no minimum yet.",
        Instead = "Choose the factor so that about a hundredth is left at the end of the run, or decay by a cosine over its length.",
        Suppress = "When the run is stopped early on purpose.",
        Sources =
        [
            "torch.optim.lr_scheduler.ExponentialLR and StepLR: the rate is multiplied by gamma after each period",
            "Li, Wei, Ma 2019 (arXiv:1907.04595), what a large initial rate learns before it is decayed",
        ],
        Risky = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            scheduler:
              type: ExponentialLR
              gamma: 0.5
            epochs: 200
            seed: 1
            """,
        Sound = """
            optimizer:
              type: SGD
              lr: 0.1
              momentum: 0.9
            scheduler:
              type: ExponentialLR
              gamma: 0.98
            epochs: 200
            seed: 1
            """,
    };

    private const double EarlyShare = 0.2;
    private const double Nothing = 1e-3;
    private const double FewEpochs = 10;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        var factor = recipe.Get(Facts.DecayFactor);
        if (!factor.IsWritten || !factor.TryGet(out var drop) || drop is not (> 0 and < 1) || Drops(recipe) is not { } drops)
        {
            yield break;
        }

        var left = Math.Pow(drop, Math.Floor(drops * EarlyShare));
        if (left < Nothing)
        {
            yield return At(recipe, factor, "The factor " + Show(factor) + " is applied " + Show(Math.Floor(drops))
                + " times, so that after a fifth of the run "
                + "a thousandth of the rate or less is left; write about " + Show(Math.Round(Math.Pow(0.01, 1 / drops), 3))
                    + ", or decay over the whole run.");
        }
    }

    // How often the rate drops in the run, where both are counted in the same unit.
    private static double? Drops(Recipe recipe)
    {
        var kind = recipe.Get(Facts.Schedule).TryGet(out var name) ? ScheduleNames.KindOf(name) : ScheduleKind.Unknown;
        // torch's ExponentialLR drops the rate whenever it is stepped: once an epoch, or far more often.
        var isPerEpoch = recipe.ScheduleUnit == LengthUnit.Epochs
            || (recipe.ScheduleUnit == LengthUnit.Unknown && NameLetters.Of(name ?? "")
                .EndsWith("exponentiallr", StringComparison.Ordinal));
        var isPerStep = kind == ScheduleKind.Step && recipe.ScheduleUnit == LengthUnit.Steps;
        // One number is the period of a step schedule (Caffe's stepsize); several are where it drops.
        var places = recipe.Get(Facts.Milestones).Or([]);
        if (kind is not (ScheduleKind.Exponential or ScheduleKind.Step) || !(isPerEpoch || isPerStep)
            || (places.Count > 0 && !(places.Count == 1 && isPerStep)))
        {
            return null;
        }

        var period = places.Count == 1 && places[0] > 0 ? places[0]
            : recipe.Get(Facts.ScheduleLength).TryGet(out var length) && length > 0 ? length
            : kind == ScheduleKind.Exponential ? 1 : double.NaN;
        return recipe.Get(isPerStep ? Facts.MaxSteps : Facts.Epochs).TryGet(out var epochs)
            && epochs >= FewEpochs && epochs / period >= 1 ? epochs / period : null;
    }
}
