using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Probe.Verification.Corrections;

/// <summary>A run of no steps, or of batches that cannot be drawn: put right so that the other findings can be tried.</summary>
internal sealed class LengthCorrection : Correction
{
    public override IReadOnlyList<string> Rules { get; } = ["no-training-steps", "batch-size-invalid"];

    public override Recipe PutRight(Recipe recipe)
    {
        var draft = new RecipeBuilder(recipe);
        foreach (var key in new[] { Facts.Epochs, Facts.MaxSteps, Facts.BatchSize, Facts.EffectiveBatchSize, Facts.GradientAccumulation })
        {
            if (recipe.Get(key).TryGet(out var amount) && !(amount > 0))
            {
                draft.Set(key, Setting<double>.Missing);
            }
        }

        return draft.Build();
    }

    public override string Describe(Trial trial) => "a run that has steps and batches";

    public override string? Obstacle(Trial trial, Finding finding) => finding.Rule.Name == "no-training-steps"
        ? "a run without steps moves nothing, which needs no experiment"
        : "no batch of this size can be drawn, so there is no run to compare";
}
