using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>An epsilon that is none or outweighs the gradients, against 1e-8.</summary>
internal sealed class EpsilonCorrection : Correction
{
    public override IReadOnlyList<string> Rules { get; } = ["epsilon-extreme"];

    public override Recipe PutRight(Recipe recipe) => With(recipe, Facts.Epsilon, 1e-8);

    public override string Describe(Trial trial) => "an epsilon of 1e-8";

    public override string? Obstacle(Trial trial, Finding finding) =>
        trial.Written.Get(Facts.Epsilon).Or(0) is > 0 and < 1e-6 ? "what half precision does to so small an epsilon cannot be seen in double precision" : null;
}
