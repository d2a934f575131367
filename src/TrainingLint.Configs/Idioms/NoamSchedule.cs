using System;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>
/// The schedule of "Attention Is All You Need" (section 5.3): what stands in the place of a rate is a factor,
/// and the peak is that factor times width^-1/2 times warmup^-1/2.
/// </summary>
internal static class NoamSchedule
{
    /// <summary>Files a factor as one, and the peak that it leads to where width and warmup are known.</summary>
    public static void Apply(RecipeBuilder draft, Setting<double> factor, double? width, double? warmup)
    {
        draft.Set(Facts.LearningRateFactor, factor);
        if (!factor.TryGet(out var value) || double.IsNaN(value) || value <= 0)
        {
            // Wrong as a rate and as a factor alike: it is judged as it is written.
            draft.Set(Facts.LearningRate, factor);
            return;
        }

        if (width is not > 0 || warmup is not > 0)
        {
            draft.Set(Facts.LearningRate, Setting<double>.Unknown);
            return;
        }

        var how = width == 1
            ? FormattableString.Invariant($"factor {value} x warmup {warmup}^-1/2")
            : FormattableString.Invariant($"factor {value} x width {width}^-1/2 x warmup {warmup}^-1/2");
        draft.Set(Facts.LearningRate, Setting<double>.Derived(value / Math.Sqrt(width.Value * warmup.Value), how, factor));
    }
}
