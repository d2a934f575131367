using System;
using System.Collections.Generic;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects;

/// <summary>The type that a framework demands of a key: data of a dialect.</summary>
/// <param name="Path">Path within the recipe's scope.</param>
/// <param name="Wanted">The type, for people.</param>
/// <param name="Fits">True for values of the type. Placeholders and absent values are never asked about.</param>
/// <param name="Consequence">What happens otherwise.</param>
internal sealed record TypeFact(string Path, string Wanted, Func<ConfigNode, ScalarValue?, bool> Fits, string Consequence)
{
    /// <summary>Error where loading or training fails.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>A whole number, which may be written as a float without a fraction; text is another rule's business.</summary>
    public static TypeFact WholeNumber(string path, string consequence) =>
        new(path, "a whole number", (_, value) => value is not { Kind: ScalarKind.Float } number || Math.Floor(number.Number) == number.Number, consequence);

    /// <summary>A whole number written as one, without point and exponent.</summary>
    public static TypeFact Integer(string path, string consequence) =>
        new(path, "a whole number without point and exponent", (_, value) => value is not { Kind: ScalarKind.Float }, consequence);

    /// <summary>A number above zero; text is another rule's business.</summary>
    public static TypeFact AboveZero(string path, string consequence) =>
        new(path, "a number above 0", (_, value) => value is not { IsNumber: true } number || number.Number > 0, consequence);

    /// <summary>A name; an unquoted <c>no</c> or <c>off</c> is a boolean instead.</summary>
    public static TypeFact Name(string path, string consequence) =>
        new(path, "a name in quotes", (_, value) => value is not { Kind: ScalarKind.Boolean }, consequence);

    /// <summary>A list, even of one.</summary>
    public static TypeFact List(string path, string consequence) =>
        new(path, "a list such as [0.0005]", (node, value) => node is SequenceNode || value is not { IsNumber: true }, consequence);

    /// <summary>Notes every value of a wrong type.</summary>
    public static void Observe(IReadOnlyList<TypeFact> facts, RecipeScope scope)
    {
        foreach (var fact in facts)
        {
            if (scope.Node(fact.Path) is not { } node || (node is ScalarNode text && Placeholders.IsPlaceholder(text)))
            {
                continue;
            }

            if (!fact.Fits(node, (node as ScalarNode)?.Read(scope.Loader.Schema)))
            {
                var found = node is ScalarNode scalar ? scalar.Text : "a list or mapping";
                scope.Observe(new WrongTypeObservation(node.Place, scope.Absolute(fact.Path), found, fact.Wanted, fact.Consequence, fact.Severity));
            }
        }
    }
}
