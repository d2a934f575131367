using System;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;

namespace TrainingLint.Configs.Idioms;

/// <summary>Batches that a framework divides among devices by an assertion.</summary>
internal static class WholeShares
{
    /// <summary>Notes a batch of the whole job that its devices can't share evenly.</summary>
    public static void Observe(RecipeScope scope, string batch, string devices, string framework)
    {
        if (scope.Number(batch) is > 0 and var samples && scope.Number(devices) is > 1 and var count && samples % count != 0)
        {
            scope.ObserveRefused(
                batch,
                FormattableString.Invariant($"{samples} samples for {count} devices"),
                "a multiple of " + KeyWords.LastSegment(devices),
                framework + " asserts that each device gets the same number, and stops");
        }
    }
}
