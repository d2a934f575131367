using System;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Commands;

/// <summary>Optimizers that find the rate themselves: what is written multiplies it, and 1 is meant (diffusers and sd-scripts warn at 0.1 and below).</summary>
internal static class AdaptiveRates
{
    private const double SmallestMeant = 0.1;

    public static void Complete(RecipeScope scope, RecipeBuilder draft, string path)
    {
        var name = draft.Get(Facts.Optimizer).Or("");
        if (name.IndexOf("prodigy", StringComparison.OrdinalIgnoreCase) < 0 && !name.StartsWith("dadapt", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        draft.Mean(Facts.LearningRate, Meaning.NoStepSize);
        if (draft.Get(Facts.LearningRate) is { IsWritten: true, Place: { } place } rate && rate.Or(1) is > 0 and <= SmallestMeant)
        {
            scope.Observe(new WrongTypeObservation(
                place, scope.Absolute(path), "the rate " + rate.Text + " for " + name, "a factor around 1", "the optimizer finds the rate itself and multiplies it by this, so hardly anything is learned", Severity.Warning));
        }
    }
}
