using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>A clip that erases or reverses gradients, or is switched off, against a norm of 1.</summary>
internal sealed class ClippingCorrection : Correction
{
    public override IReadOnlyList<string> Rules { get; } = ["gradient-clipping-zero", "gradient-clipping-disabled"];

    public override Recipe PutRight(Recipe recipe) => With(
        new RecipeBuilder(recipe).Set(Facts.GradientClipValue, Setting<double>.Missing).Build(), Facts.GradientClipNorm, 1);

    public override string Describe(Trial trial) => "a clip norm of 1";

    public override string? Obstacle(Trial trial, Finding finding) =>
        finding.Rule.Name == "gradient-clipping-zero" && finding.Severity == Severity.Info ? "this framework takes the value for off, so nothing is erased" : null;
}
