using System;
using System.Collections.Generic;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>No warmup, or one that is too long, against one over a twentieth of the run.</summary>
internal sealed class WarmupCorrection : Correction
{
    private const double AdvisedShare = 0.05;

    public override IReadOnlyList<string> Rules { get; } = ["no-warmup", "large-batch-without-warmup", "warmup-too-long"];

    public override Recipe PutRight(Recipe recipe)
    {
        var draft = new RecipeBuilder(recipe);
        foreach (var key in new[] { Facts.WarmupSteps, Facts.WarmupEpochs, Facts.WarmupTokens })
        {
            draft.Set(key, Setting<double>.Missing);
        }

        return draft.Set(Facts.WarmupRatio, Setting<double>.Derived(AdvisedShare, "as advised")).Build();
    }

    public override string Describe(Trial trial) => FormattableString.Invariant($"a warmup over {100 * AdvisedShare} % of the run");
}
