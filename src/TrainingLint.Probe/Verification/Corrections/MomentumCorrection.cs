using System.Collections.Generic;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>No momentum, or one that never forgets, against 0.9.</summary>
internal sealed class MomentumCorrection : Correction
{
    private const double Advised = 0.9;

    public override IReadOnlyList<string> Rules { get; } = ["no-momentum", "momentum-out-of-range"];

    public override Recipe PutRight(Recipe recipe) => With(recipe, Facts.Momentum, Advised);

    public override string Describe(Trial trial) => "momentum 0.9";
}
