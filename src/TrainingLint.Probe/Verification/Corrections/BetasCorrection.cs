using System.Collections.Generic;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>Betas that make no average, against 0.9 and 0.999.</summary>
internal sealed class BetasCorrection : Correction
{
    public override IReadOnlyList<string> Rules { get; } = ["betas-out-of-range"];

    public override Recipe PutRight(Recipe recipe) => With(With(recipe, Facts.Beta1, 0.9), Facts.Beta2, 0.999);

    public override string Describe(Trial trial) => "betas of 0.9 and 0.999";
}
