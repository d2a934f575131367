using System;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// Programs that take the images of a data set of Keras as they are: arrays of bytes (<c>keras/src/datasets/*.py</c>). A program that has
/// a word of any scaling, or a layer that normalizes, says nothing here.
/// </summary>
internal static class KerasImages
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Regex Load = new(@"\b(?:mnist|fashion_mnist|cifar10|cifar100)\.load_data\(", RegexOptions.CultureInvariant, Patience);

    private static readonly string[] Scaling =
        ["255", "256", "127.", "/ 127", "/127", "/ 128", "/128", "- 128", "-128",
            "scal", "ormali", "orm(", "process", "standard", "Standard", "mean", "MinMax", "max(", "/=", "prepare", "transform"];

    /// <summary>Notes the call that loads the images.</summary>
    public static void Observe(RecipeScope scope)
    {
        var file = scope.View.File;
        try
        {
            if (Load.Match(file.Text) is { Success: true } load
                && !Array.Exists(Scaling, word => file.Text.IndexOf(word, StringComparison.Ordinal) >= 0))
            {
                scope.Observe(new UnscaledInputObservation(file.PlaceOf(load.Index, load.Length - 1), null,
                    load.Value.TrimEnd('('), Severity.Warning));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // A text on which the pattern takes that long is no program that people write.
            return;
        }
    }
}
