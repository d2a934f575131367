using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>A rate that is no rate, too high or too low, against the usual one for this optimizer and kind of training.</summary>
internal sealed class RateCorrection : Correction
{
    public override IReadOnlyList<string> Rules { get; } = ["learning-rate-invalid", "learning-rate-too-high", "learning-rate-too-low"];

    public override Recipe PutRight(Recipe recipe) => UsualRate(recipe) is { } usual
        ? With(With(recipe, Facts.LearningRate, usual), Facts.EffectiveLearningRate, usual)
        : recipe;

    public override string Describe(Trial trial) => FormattableString.Invariant($"a rate of {(UsualRate(trial.Written) ?? double.NaN).Rounded(3)}");

    public override string? Obstacle(Trial trial, Finding finding) =>
        UsualRate(trial.Written) is null ? "there is no usual rate for this optimizer to compare with"
        : double.IsNaN(RateOf(trial.Written)) ? "the rate is no number, so there is nothing to train with"
        : null;

    public override Outcome Try(Trial trial)
    {
        // What a rate does to trained weights shows only on trained weights, and there only as harm: a small problem that is trained
        // already has nothing more to learn.
        var isTrained = !StartsAtRandom(trial.Written.Regime);
        var (written, advised) = (Written(trial), trial.AdvisedArm);
        return isTrained
            ? FinalLossComparison.Of(trial, written with { FineTunes = true }, advised with { FineTunes = true }, onlyHarmCounts: true)
            : FinalLossComparison.Of(trial, written, advised);
    }

    // A rate of zero, or a negative or infinite one, makes no schedule; it is used as it stands.
    private static TrialArm Written(Trial trial) => RateOf(trial.Written) is > 0 and < double.PositiveInfinity
        ? trial.WrittenArm
        : trial.AdvisedArm with
        {
            Plan = trial.AdvisedArm.Plan with
            {
                Schedule = LearningRateSchedule.Constant(trial.AdvisedArm.Plan.Steps,
            RateOf(trial.Written))
            }
        };

    private static double RateOf(Recipe recipe) =>
        recipe.Get(Facts.EffectiveLearningRate).TryGet(out var effective) ? effective : recipe.Get(Facts.LearningRate).Or(double.NaN);

    private static double? UsualRate(Recipe recipe) => recipe.RateRange()?.Usual(recipe.EffectiveBatch());

    private static bool StartsAtRandom(Regime regime) =>
        regime is Regime.Unknown or Regime.FromScratch or Regime.Tabular or Regime.OnPolicyReinforcement or Regime.OffPolicyReinforcement;
}
