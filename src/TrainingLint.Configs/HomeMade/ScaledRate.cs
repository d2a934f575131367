using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// Programs that grew out of DeiT multiply the rate of their command by the batch of all devices over 512, and nothing else beside it
/// (facebookresearch/deit <c>main.py</c>, <c>linear_scaled_lr</c>): what is written is no peak that other rates could be held against.
/// </summary>
internal static class ScaledRate
{
    public static void Fill(RecipeScope scope, RecipeBuilder draft)
    {
        if (scope.View.Root.Command is not null && scope.Has("warmup_lr") && scope.Has("min_lr") && scope.Has("batch_size") && !scope.IsTrue("unscale_lr")
            && draft.Get(Facts.LearningRate) is { IsWritten: true, Text: { } text, Key: { } key, Place: { } place })
        {
            draft.Set(Facts.EffectiveLearningRate, Setting<double>.Unresolved(text, key, place));
        }
    }
}
