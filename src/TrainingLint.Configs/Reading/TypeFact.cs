using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>The type that a framework demands of a key: data of a dialect.</summary>
/// <param name="Path">Path within the recipe's scope.</param>
/// <param name="Wanted">The type, for people.</param>
/// <param name="Fits">True for values of the type. Placeholders and absent values are never asked about.</param>
/// <param name="Consequence">What happens otherwise.</param>
internal sealed record TypeFact(string Path, string Wanted, Func<ConfigNode, ScalarValue?, bool> Fits, string Consequence)
{
    private const double LargestExact = 1e15;

    /// <summary>Error where loading or training fails.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>The type, for programs.</summary>
    public ValueForm Form { get; init; }

    /// <summary>The same value in the wanted spelling; null where there is none.</summary>
    public Func<ScalarNode, ScalarValue, string?>? Respell { get; init; }

    /// <summary>A whole number, which may be written as a float without a fraction; text is another rule's business.</summary>
    public static TypeFact WholeNumber(string path, string consequence) =>
        new(path, "a whole number",
            (_, value) => value is not { Kind: ScalarKind.Float } number || Math.Floor(number.Number) == number.Number,
            consequence)
        { Form = ValueForm.WholeNumber };

    /// <summary>A whole number written as one, without point and exponent.</summary>
    public static TypeFact Integer(string path, string consequence) =>
        new(path, "a whole number without point and exponent", (_, value) => value is not { Kind: ScalarKind.Float or ScalarKind.Boolean },
            consequence)
        { Form = ValueForm.WholeNumber, Respell = AsWhole };

    /// <summary>A number above zero; text is another rule's business.</summary>
    public static TypeFact AboveZero(string path, string consequence) =>
        new(path, "a number above 0", (_, value) => value is not { IsNumber: true } number || number.Number > 0, consequence) { Form = ValueForm.AboveZero };

    /// <summary>A name; an unquoted <c>no</c> or <c>off</c> is a boolean instead.</summary>
    public static TypeFact Name(string path, string consequence) =>
        new(path, "a name in quotes", (_, value) => value is not { Kind: ScalarKind.Boolean }, consequence) { Form = ValueForm.Text };

    /// <summary>A list, even of one.</summary>
    public static TypeFact List(string path, string consequence) =>
        new(path, "a list such as [0.0005]", (node, value) => node is SequenceNode || value is not { IsNumber: true }, consequence) { Form = ValueForm.List };

    /// <summary>A number with a point or an exponent, where whole numbers are another type.</summary>
    public static TypeFact Float(string path, string consequence) =>
        new(path, "a float, which has a point or an exponent (1.0)",
            (_, value) => value is not { Kind: ScalarKind.Integer or ScalarKind.Boolean }, consequence)
        {
            Form = ValueForm.Number,
            Respell = AsFloat
        };

    /// <summary>A number of either kind.</summary>
    public static TypeFact Number(string path, string consequence) =>
        new(path, "a number", (_, value) => value is not { Kind: ScalarKind.Boolean }, consequence) { Form = ValueForm.Number };

    /// <summary>True or false, where 0 and 1 are another type.</summary>
    public static TypeFact Flag(string path, string consequence) =>
        new(path, "True or False", (_, value) => value is not { IsNumber: true }, consequence) { Form = ValueForm.Flag };

    /// <summary>A list or a Python tuple; a number in brackets without a comma is neither.</summary>
    public static TypeFact Sequence(string path, string consequence) =>
        new(path, "a list, or a tuple with a comma such as (60000,)", (node, value) => node is SequenceNode || value is not { IsNumber: true }, consequence);

    /// <summary>Notes every value of a wrong type that the file itself writes; base files answer for their own.</summary>
    public static void Observe(IReadOnlyList<TypeFact> facts, RecipeScope scope)
    {
        foreach (var fact in facts)
        {
            if (scope.Node(fact.Path) is not { } node || scope.OriginOf(node) != Origin.File
                || (node is ScalarNode text && Placeholders.IsPlaceholder(text)))
            {
                continue;
            }

            var scalar = node as ScalarNode;
            var value = scalar is null ? (ScalarValue?)null : Values.Evaluate(scope.Loader, scalar);
            if (!fact.Fits(node, value))
            {
                var respelt = scalar is not { Style: ScalarStyle.Plain } ? null : fact.Respell?.Invoke(scalar, value!.Value);
                scope.Observe(new WrongTypeObservation(node.Place, scope.Absolute(fact.Path), scalar?.Text ?? "a list or mapping",
                    fact.Wanted, fact.Consequence, fact.Severity)
                {
                    Correction = respelt is null ? null : (scalar!.Text, respelt),
                });
            }
        }
    }

    private static string? AsFloat(ScalarNode scalar, ScalarValue value) =>
        value.Kind == ScalarKind.Integer && scalar.Text.All(char.IsDigit) ? scalar.Text + ".0" : null;

    private static string? AsWhole(ScalarNode scalar, ScalarValue value) =>
        value.Kind == ScalarKind.Float && value.Number == Math.Floor(value.Number) && Math.Abs(value.Number) < LargestExact
            ? value.Number.ToString("0", CultureInfo.InvariantCulture)
            : null;
}
