using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects;

/// <summary>
/// Keys with the Python type that the framework insists on, as data of a dialect. Text in the place of a number is not judged here:
/// the reading of settings sees it.
/// </summary>
/// <param name="Consequence">What the framework does with another type, with what enforces it.</param>
internal sealed record KeyTypes(string Consequence)
{
    private const double LargestExact = 1e15;

    /// <summary>yacs compares the type of a value with that of the default (<c>_check_and_coerce_cfg_value_type</c>) and widens nothing.</summary>
    public static KeyTypes Yacs { get; } = new("yacs refuses a value whose type differs from that of the default, and training does not start");

    /// <summary>Keys whose value must have a fraction or an exponent.</summary>
    public IReadOnlyList<string> Floats { get; init; } = [];

    /// <summary>Keys whose value must be whole.</summary>
    public IReadOnlyList<string> Integers { get; init; } = [];

    /// <summary>Keys whose value must be a number of either kind.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Keys whose value must be true or false.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Keys whose value must be a list or tuple.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Notes every value of another type that is written in the file itself; base files answer for their own.</summary>
    public void Observe(RecipeScope scope)
    {
        Observe(scope, Floats, (scalar, value) => value.Kind switch
        {
            ScalarKind.Integer => "a float such as " + scalar.Text.Trim() + ".0",
            ScalarKind.Boolean => "a float",
            _ => null,
        });
        Observe(scope, Integers, (_, value) => value.Kind switch
        {
            ScalarKind.Float => "a whole number without fraction or exponent",
            ScalarKind.Boolean => "a whole number",
            _ => null,
        });
        Observe(scope, Numbers, (_, value) => value.Kind == ScalarKind.Boolean ? "a number" : null);
        Observe(scope, Flags, (_, value) => value.IsNumber ? "True or False" : null);
        Observe(scope, Lists, (scalar, value) => value.IsNumber ? "a list such as (" + Bare(scalar.Text) + ",) with its comma" : null);
    }

    private void Observe(RecipeScope scope, IReadOnlyList<string> paths, Func<ScalarNode, ScalarValue, string?> wanted)
    {
        foreach (var path in paths)
        {
            if (scope.Node(path) is ScalarNode scalar
                && scope.OriginOf(scalar) == Origin.File
                && !Placeholders.IsPlaceholder(scalar)
                && wanted(scalar, Evaluate(scope.Loader, scalar)) is { } type)
            {
                scope.Observe(new WrongTypeObservation(scalar.Place, scope.Absolute(path), Describe(scope.Loader, scalar), type, Consequence, Severity.Error) { Correction = Correction(scalar, Evaluate(scope.Loader, scalar)) });
            }
        }
    }

    /// <summary>The value after the loader's literal_eval, where it has one: <c>1e4</c> is a float, <c>"3"</c> and <c>(3)</c> are whole numbers.</summary>
    private static ScalarValue Evaluate(Loader loader, ScalarNode scalar)
    {
        var value = scalar.Read(loader.Schema);
        if (value.Kind != ScalarKind.Text || !loader.EvaluatesLiterals || ScalarResolver.AnyNumber(Bare(scalar.Text)) is not { } number)
        {
            return value;
        }

        return new ScalarValue(Bare(scalar.Text).Any(c => c is '.' or 'e' or 'E') ? ScalarKind.Float : ScalarKind.Integer, number);
    }

    // A whole number in place of a float, or the reverse, is the same number in another spelling.
    private static (string Old, string New)? Correction(ScalarNode scalar, ScalarValue value) => value.Kind switch
    {
        ScalarKind.Integer when scalar.Text.All(char.IsDigit) => (scalar.Text, scalar.Text + ".0"),
        ScalarKind.Float when value.Number == Math.Floor(value.Number) && Math.Abs(value.Number) < LargestExact => (scalar.Text, value.Number.ToString("0", CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static string Bare(string text)
    {
        var trimmed = text.Trim();
        var isBracketed = trimmed.Length > 2 && trimmed[0] == '(' && trimmed[trimmed.Length - 1] == ')' && trimmed.IndexOf(',') < 0;
        return isBracketed ? trimmed.Substring(1, trimmed.Length - 2).Trim() : trimmed;
    }

    private static string Describe(Loader loader, ScalarNode scalar) => Evaluate(loader, scalar).Kind switch
    {
        ScalarKind.Integer => "the whole number " + scalar.Text,
        ScalarKind.Float => "the float " + scalar.Text,
        _ => scalar.Text,
    };
}
