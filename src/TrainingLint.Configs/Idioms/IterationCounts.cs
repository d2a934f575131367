using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Idioms;

/// <summary>Warmups that count iterations beside a run that counts epochs: the one place where the units are easily confused.</summary>
internal static class IterationCounts
{
    // No public recipe of these frameworks warms up for fewer than 100 iterations.
    private const double Fewest = 10;

    /// <summary>Notes a warmup so short that epochs must have been meant.</summary>
    public static void Observe(RecipeScope scope, string path, string instead)
    {
        if (scope.Entry(path) is { } entry && scope.OriginOf(entry.Key) == Origin.File && scope.Number(path) is > 0 and < Fewest)
        {
            var written = entry.Key.Text + ": " + scope.Text(path);
            scope.Observe(new WithoutEffectObservation(entry.Key.Place, scope.Absolute(path), written, "it counts iterations, not epochs, so the warmup is over at once; " + instead, Severity.Warning));
        }
    }
}
