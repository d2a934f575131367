using System.Collections.Generic;
using System.Globalization;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects;

/// <summary>What a framework expects under a key.</summary>
internal enum FieldType
{
    /// <summary>A number without a fraction.</summary>
    WholeNumber,

    /// <summary>A name; an unquoted <c>no</c> or <c>off</c> is a boolean instead.</summary>
    Name,
}

/// <summary>A key whose value must be of one type: data of a dialect.</summary>
/// <param name="Path">Path within the recipe's scope.</param>
/// <param name="Type">The type.</param>
/// <param name="Consequence">What happens otherwise, and what to write; a sentence without its first capital and full stop.</param>
internal sealed record TypedKey(string Path, FieldType Type, string Consequence)
{
    /// <summary>Error where loading or training fails.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Notes every value of another type.</summary>
    public static void Observe(IReadOnlyList<TypedKey> keys, RecipeScope scope)
    {
        foreach (var key in keys)
        {
            if (scope.Node(key.Path) is ScalarNode scalar && key.Mismatch(scalar, scalar.Read(scope.Loader.Schema)) is { } found)
            {
                scope.Observe(new WrongTypeObservation(scalar.Place, scope.Absolute(key.Path), found, key.Wanted, key.Consequence, key.Severity));
            }
        }
    }

    private string Wanted => Type == FieldType.WholeNumber ? "a whole number" : "a name in quotes";

    private string? Mismatch(ScalarNode scalar, ScalarValue value) => Type switch
    {
        FieldType.WholeNumber when value.IsNumber && value.Number % 1 != 0 => "the fraction " + scalar.Text,
        FieldType.Name when value.Kind == ScalarKind.Boolean => string.Format(CultureInfo.InvariantCulture, "the boolean {0} (unquoted {1})", value.Number == 0 ? "false" : "true", scalar.Text),
        _ => null,
    };
}
