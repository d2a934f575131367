using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>A typical range that a framework's documentation gives for a key: data of a dialect.</summary>
/// <param name="Path">Path within the recipe's scope.</param>
/// <param name="Lowest">Smallest documented value.</param>
/// <param name="Highest">Largest documented value.</param>
/// <param name="Source">The page that gives the range.</param>
internal sealed record DocumentedRange(string Path, double Lowest, double Highest, string Source)
{
    /// <summary>When the range applies; always, by default.</summary>
    public Func<RecipeScope, bool>? When { get; init; }

    /// <summary>Notes every written value outside of its documented range.</summary>
    public static void Observe(IReadOnlyList<DocumentedRange> ranges, RecipeScope scope)
    {
        foreach (var range in ranges)
        {
            if (scope.Node(range.Path) is not { } node || (range.When is { } applies && !applies(scope)))
            {
                continue;
            }

            if (scope.Number(range.Path) is { } value && (value < range.Lowest || value > range.Highest))
            {
                scope.Observe(new OutsideRangeObservation(node.Place, scope.Absolute(range.Path), (node as ScalarNode)?.Text ?? "",
                    range.Lowest, range.Highest, range.Source));
            }
        }
    }
}
