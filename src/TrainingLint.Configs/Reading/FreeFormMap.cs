using TrainingLint.Configs.Documents;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>
/// A mapping that a typed framework hands on as it is, keyword arguments of an optimizer for instance: nothing converts its values,
/// so a number that the loader took for text stays text.
/// </summary>
internal static class FreeFormMap
{
    /// <summary>Notes every number in the mapping that arrives as text.</summary>
    public static void Observe(RecipeScope scope, string path, string consequence)
    {
        if (scope.Mapping(path) is not { } mapping)
        {
            return;
        }

        foreach (var entry in mapping.Entries)
        {
            if (entry.Value is ScalarNode scalar && scalar.Read(scope.Loader.Schema).Kind == ScalarKind.Text
                && ScalarResolver.AnyNumber(scalar.Text) is { } number)
            {
                scope.Observe(new TextNumberObservation(scalar.Place, scope.Absolute(path) + "." + entry.Key.Text, scalar.Text, number,
                    scope.Loader.Name, consequence));
            }
        }
    }
}
