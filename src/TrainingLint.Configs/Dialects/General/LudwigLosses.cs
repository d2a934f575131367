using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.General;

/// <summary>
/// The losses of Ludwig's output features, each registered for certain types of features (<c>ludwig/schema/features/loss/loss.py</c>); the
/// schema refuses any other pair. Losses that only some releases have are not held to it.
/// </summary>
internal static class LudwigLosses
{
    private static readonly string[] OfNumbers = ["number", "timeseries", "vector"];

    private static readonly Dictionary<string, string[]> Features = new()
    {
        ["mean_squared_error"] = OfNumbers,
        ["mean_absolute_error"] = OfNumbers,
        ["huber"] = OfNumbers,
        ["root_mean_squared_error"] = ["number"],
        ["root_mean_squared_percentage_error"] = ["number"],
        ["binary_weighted_cross_entropy"] = ["binary"],
        ["softmax_cross_entropy"] = ["category", "vector", "image", "sequence", "text"],
        ["sequence_softmax_cross_entropy"] = ["sequence", "text"],
        ["next_token_softmax_cross_entropy"] = ["sequence", "text"],
        ["sigmoid_cross_entropy"] = ["set"],
        ["corn"] = ["category"],
    };

    private static readonly Dictionary<string, string> Usual = new()
    {
        ["binary"] = "binary_weighted_cross_entropy",
        ["category"] = "softmax_cross_entropy",
        ["number"] = "mean_squared_error",
        ["set"] = "sigmoid_cross_entropy",
    };

    /// <summary>Notes every loss that the type of its output feature does not take.</summary>
    public static void Observe(RecipeScope scope)
    {
        if (scope.Node("output_features") is not SequenceNode features)
        {
            return;
        }

        foreach (var feature in features.Items.OfType<MappingNode>())
        {
            if (feature["type"] is ScalarNode { Text: var type } && Usual.TryGetValue(type, out var usual)
                && feature["loss"] is MappingNode loss && loss["type"] is ScalarNode named
                && Features.TryGetValue(named.Text, out var takers) && !takers.Contains(type))
            {
                scope.Observe(new WrongTypeObservation(named.Place, "output_features.loss.type", "'" + named.Text + "'",
                    "a loss of the type " + type + " such as " + usual, "Ludwig's schema refuses the file", Severity.Error));
            }
        }
    }
}
