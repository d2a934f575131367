using System;
using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>A weight decay that outweighs the loss or drives weights outwards, against the usual one for this optimizer.</summary>
internal sealed class WeightDecayCorrection : Correction
{
    public override IReadOnlyList<string> Rules { get; } = ["weight-decay-extreme"];

    public override Recipe PutRight(Recipe recipe) => With(recipe, Facts.WeightDecay, Usual(recipe.OptimizerFamily));

    public override string Describe(Trial trial) => FormattableString.Invariant($"a weight decay of {Usual(trial.Written.OptimizerFamily)}");

    public override string? Obstacle(Trial trial, Finding finding) =>
        trial.Written.Get(Facts.WeightDecay).Or(0) < 0 ? "torch's optimizers refuse a negative weight decay, so there is no run to compare"
        : trial.Written.Means(Facts.WeightDecay, Meaning.FullyDecoupled) ? "the probe's optimizers multiply the decay by the rate, which this framework does not"
        : null;

    private static double Usual(OptimizerFamily family) =>
        (OptimizerProfiles.Find(family) ?? OptimizerProfiles.Find(OptimizerFamily.Sgd)!).UsualWeightDecay;
}
