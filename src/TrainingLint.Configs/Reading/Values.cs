using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Reading;

/// <summary>Reads nodes as settings the way the scope's loader would. A null node, a null value and the text None read as missing.</summary>
internal static class Values
{
    private static readonly char[] ListBrackets = ['(', ')', '[', ']'];

    /// <summary>
    /// A scalar as the framework receives it: after the loader's literal_eval, where it has one, <c>1e4</c> is a float,
    /// and <c>"3"</c> and <c>(3)</c> are whole numbers.
    /// </summary>
    public static ScalarValue Evaluate(Loader loader, ScalarNode scalar)
    {
        var value = scalar.Read(loader.Schema);
        if (value.Kind != ScalarKind.Text || !loader.EvaluatesLiterals)
        {
            return value;
        }

        var trimmed = scalar.Text.Trim();
        var isBracketed = trimmed.Length > 2 && trimmed[0] == '(' && trimmed[trimmed.Length - 1] == ')' && trimmed.IndexOf(',') < 0;
        var literal = isBracketed ? trimmed.Substring(1, trimmed.Length - 2).Trim() : trimmed;
        return ScalarResolver.AnyNumber(literal) is { } number
            ? new ScalarValue(literal.Any(c => c is '.' or 'e' or 'E') ? ScalarKind.Float : ScalarKind.Integer, number)
            : value;
    }

    /// <summary>A number; NaN for text in its place, unknown for what only run time decides.</summary>
    public static Setting<double> Number(RecipeScope scope, ConfigNode? node, string key) =>
        Number(scope, node, key, scope.Loader.ConsequenceOfText(key));

    // ["_tune_", "loguniform", 1e-5, 1e-2]: a word in front says how the numbers behind it are drawn.
    private static bool IsDrawn(ConfigNode? first, SequenceNode list) =>
        first is ScalarNode { Text: { Length: > 1 } word } && (char.IsLetter(word[0]) || word[0] is '_' or '?')
        && ScalarResolver.AnyNumber(word) is null
        && list.Items.Skip(1).Any(item => item is ScalarNode other && ScalarResolver.AnyNumber(other.Text) is not null);

    private static Setting<double> Number(RecipeScope scope, ConfigNode? node, string key, string? textConsequence)
    {
        switch (node)
        {
            case null:
                return Setting<double>.Missing;
            case SequenceNode { Items.Count: > 0 } list:
                var first = First(scope, list, key);
                return first is SequenceNode { Items.Count: > 0 } || IsDrawn(first, list)
                    ? Setting<double>.Unresolved("[...]", key, node.Place)
                    : Number(scope, first, key);
            case not ScalarNode:
                return Setting<double>.Unresolved("{...}", key, node.Place);
        }

        var scalar = (ScalarNode)node;
        var value = scalar.Read(scope.Loader.Schema);
        return value.Kind switch
        {
            ScalarKind.Integer or ScalarKind.Float => Written(value.Number),
            ScalarKind.Null => Setting<double>.Missing,
            ScalarKind.Boolean when value.Number == 0 => Setting<double>.Missing,
            ScalarKind.Boolean or ScalarKind.Date => Written(double.NaN),
            _ when Placeholders.IsNone(scalar.Text) => Setting<double>.Missing,
            _ when Placeholders.IsPlaceholder(scalar) => Setting<double>.Unresolved(scalar.Text, key, scalar.Place),
            _ => FromText(),
        };

        Setting<double> Written(double number) =>
            Setting<double>.Written(number, scalar.Text, key, scalar.Place, scope.OriginOf(scalar));

        Setting<double> FromText()
        {
            if (ScalarResolver.AnyNumber(scalar.Text) is not { } meant)
            {
                // hydra/_internal/core_plugins/basic_sweeper.py: "0.1,0.01" is a list of what to try.
                return Placeholders.IsExpression(scalar.Text) || key.StartsWith("hydra.sweeper.", StringComparison.Ordinal)
                    ? Setting<double>.Unresolved(scalar.Text, key, scalar.Place)
                    : Written(double.NaN);
            }

            scope.Observe(new TextNumberObservation(scalar.Place, key, scalar.Text, meant, scope.Loader.Name, textConsequence));
            return Written(meant);
        }
    }

    // The first value of a list of lists. One that refers to itself (lr: ["${lr}"]) has none.
    private static ConfigNode? First(RecipeScope scope, SequenceNode list, string key)
    {
        const int Deepest = 8;
        ConfigNode? first = list;
        for (var depth = 0; depth < Deepest && first is SequenceNode { Items.Count: > 0 } inner; depth++)
        {
            first = scope.Follow(inner.Items[0], key + ".0");
        }

        return first;
    }

    /// <summary>A name or other text.</summary>
    public static Setting<string> Text(RecipeScope scope, ConfigNode? node, string key) => node switch
    {
        null => Setting<string>.Missing,
        ScalarNode scalar when scalar.Read(scope.Loader.Schema).Kind == ScalarKind.Null || Placeholders.IsNone(scalar.Text) =>
            Setting<string>.Missing,
        ScalarNode scalar when Placeholders.IsPlaceholder(scalar) => Setting<string>.Unresolved(scalar.Text, key, scalar.Place),
        ScalarNode scalar => Setting<string>.Written(scalar.Text, scalar.Text, key, scalar.Place, scope.OriginOf(scalar)),
        _ => Setting<string>.Unresolved("{...}", key, node.Place),
    };

    /// <summary>A flag. Numbers other than zero are true, as in Python.</summary>
    public static Setting<bool> Flag(RecipeScope scope, ConfigNode? node, string key)
    {
        if (node is null)
        {
            return Setting<bool>.Missing;
        }

        if (node is not ScalarNode scalar || Placeholders.IsPlaceholder(scalar))
        {
            return Setting<bool>.Unresolved("{...}", key, node.Place);
        }

        var value = scalar.Read(scope.Loader.Schema);
        return value.Kind switch
        {
            ScalarKind.Null => Setting<bool>.Missing,
            ScalarKind.Boolean or ScalarKind.Integer or ScalarKind.Float => Written(value.Number != 0),
            ScalarKind.Text when scalar.Text.Equals("true", StringComparison.OrdinalIgnoreCase) => Written(true),
            ScalarKind.Text when scalar.Text.Equals("false", StringComparison.OrdinalIgnoreCase) => Written(false),
            ScalarKind.Text when Placeholders.IsNone(scalar.Text) => Setting<bool>.Missing,
            _ => Setting<bool>.Unresolved(scalar.Text, key, scalar.Place),
        };

        Setting<bool> Written(bool flag) => Setting<bool>.Written(flag, scalar.Text, key, scalar.Place, scope.OriginOf(scalar));
    }

    /// <summary>True for a list, mapping or text with something in it; <c>()</c> and <c>[]</c> in text form are empty.</summary>
    public static bool IsFilled(ConfigNode node) => node switch
    {
        SequenceNode list => list.Items.Count > 0,
        MappingNode mapping => mapping.Entries.Count > 0,
        ScalarNode scalar =>
            scalar.Text.Trim('(', ')', '[', ']', ' ').Length > 0 && scalar.Read(ScalarSchema.Yaml11).Kind != ScalarKind.Null,
        _ => false,
    };

    /// <summary>The word that a flag stands for.</summary>
    public static Setting<string> Switch(RecipeScope scope, ConfigNode? node, string key, string whenOn, string whenOff)
    {
        var flag = Flag(scope, node, key);
        return flag.State == SettingState.Absent ? Setting<string>.Missing
            : flag.TryGet(out var on) ? Setting<string>.Written(on ? whenOn : whenOff, on ? whenOn : whenOff, key, flag.Place!, flag.Origin)
            : Setting<string>.Unresolved(flag.Text ?? "{...}", key, node!.Place);
    }

    /// <summary>A seed; <c>true</c> asks for a random one, which is none for a reader who wants to repeat the run.</summary>
    public static Setting<double> Seed(RecipeScope scope, ConfigNode? node, string key) =>
        node is ScalarNode scalar && scalar.Read(scope.Loader.Schema).Kind == ScalarKind.Boolean ? Setting<double>.Missing
            : Number(scope, node, key);

    /// <summary>A list of numbers; a single number is a list of one, and <c>(1, 2)</c> is a list where the loader evaluates literals.</summary>
    public static Setting<IReadOnlyList<double>> Numbers(RecipeScope scope, ConfigNode? node, string key)
    {
        switch (node)
        {
            case null:
                return Setting<IReadOnlyList<double>>.Missing;
            case SequenceNode list:
                var settings = list.Items.Select(item =>
                    Number(scope, scope.Follow(item, key), key, scope.Loader.TextInListConsequence ?? scope.Loader.TextNumberConsequence))
                    .ToArray();
                return Array.TrueForAll(settings, item => item.HasValue)
                    ? Written(settings.Select(item => item.Or(double.NaN)), "[" + string.Join(", ", settings.Select(item => item.Text)) + "]")
                    : Setting<IReadOnlyList<double>>.Unresolved("[...]", key, node.Place);
            case ScalarNode scalar when scope.Loader.EvaluatesLiterals && scalar.Text.IndexOfAny(ListBrackets) >= 0:
                var numbers = scalar.Text.Trim(ListBrackets).Split(',').Where(part => part.Trim().Length > 0)
                    .Select(ScalarResolver.AnyNumber).ToArray();
                return Array.TrueForAll(numbers, number => number.HasValue)
                    ? Written(numbers.Select(number => number!.Value), scalar.Text)
                    : Setting<IReadOnlyList<double>>.Unresolved(scalar.Text, key, node.Place);
            default:
                var single = Number(scope, node, key);
                return single.TryGet(out var value) && !double.IsNaN(value) ? Written([value], single.Text!)
                    : single.State == SettingState.Absent ? Setting<IReadOnlyList<double>>.Missing
                    : Setting<IReadOnlyList<double>>.Unresolved(single.Text ?? "", key, node.Place);
        }

        Setting<IReadOnlyList<double>> Written(IEnumerable<double> values, string text) =>
            Setting<IReadOnlyList<double>>.Written([.. values], text, key, node.Place, scope.OriginOf(node));
    }

    /// <summary>One element of a list of numbers; missing where the list is too short.</summary>
    public static Setting<double> Element(RecipeScope scope, ConfigNode? node, string key, int index)
    {
        if (node is SequenceNode sequence)
        {
            var path = key + "." + index.ToString(CultureInfo.InvariantCulture);
            return index < sequence.Items.Count ? Number(scope, scope.Follow(sequence.Items[index], path), path) : Setting<double>.Missing;
        }

        var list = Numbers(scope, node, key);
        return !list.TryGet(out var numbers)
            ? list.State == SettingState.Absent ? Setting<double>.Missing : Setting<double>.Unresolved(list.Text ?? "", key, node!.Place)
            : index < numbers.Count
            ? Setting<double>.Written(numbers[index], numbers[index].ToString(CultureInfo.InvariantCulture), key, node!.Place,
                scope.OriginOf(node))
            : Setting<double>.Missing;
    }

    /// <summary>Notes a number that is no number, for settings other than the learning rate, which has a rule of its own.</summary>
    public static void ObserveWrongType(RecipeScope scope, Setting<double> setting)
    {
        if (setting is { HasValue: true, Place: { } place, Text: { } text, Key: { } key } && double.IsNaN(setting.Or(0))
            && !string.Equals(text, ".nan", StringComparison.OrdinalIgnoreCase))
        {
            scope.Observe(new WrongTypeObservation(place, key, "the text \"" + text + "\"", "a number", "training stops when the value is used", Severity.Error));
        }
    }
}
