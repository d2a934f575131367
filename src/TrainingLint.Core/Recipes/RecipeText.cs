using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>
/// A recipe as named texts, for hosts that read recipes in another process than the one that uses them, as the C# compiler does. Only
/// values that are at hand and settings that are known to be missing are kept; what is unknown stays so.
/// </summary>
public static class RecipeText
{
    private const string Missing = "missing";

    /// <summary>Behind the name of a fact: what the framework means by it.</summary>
    private const string Means = ".means";

    private const string Fragment = "fragment";
    private const string Unit = "scheduleUnit";

    /// <summary>Behind the name of a fact: where it is written, as key, line, column, last line, column behind the end, and path.</summary>
    private const string At = ".at";

    private const char Separator = '|';

    /// <summary>The texts of a recipe, by the canonical names of its facts (<c>learningRate</c>).</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="shown">A place as people count it, given the recipe's own.</param>
    public static IEnumerable<KeyValuePair<string, string>> Write(Recipe recipe, Func<Place, Place> shown)
    {
        var missing = new List<string>();
        foreach (var pair in recipe.Settings)
        {
            var (name, setting) = (pair.Key.Name, pair.Value);
            if (setting.IsMissing)
            {
                missing.Add(name);
            }
            else if (TextOf(setting.BoxedValue) is { } text)
            {
                yield return new(name, text);
                if (setting is { IsWritten: true, Place: { } place })
                {
                    yield return new(name + At, TextOf(setting.Key ?? name, shown(place)));
                }
            }
        }

        yield return new(Missing, string.Join(" ", missing));
        foreach (var fact in recipe.Meanings)
        {
            yield return new(fact.Key.Name + Means, string.Join(" ", fact.Value));
        }

        yield return new(Unit, recipe.ScheduleUnit.ToString());
        yield return new(Fragment, recipe.IsFragment ? "true" : "false");
    }

    /// <summary>The recipe that texts hold. What is not understood is left out, so no text is an error.</summary>
    /// <param name="draft">A recipe with its name, dialect and place, to be filled.</param>
    /// <param name="texts">What <see cref="Write"/> made.</param>
    /// <param name="display">A path as it is shown.</param>
    public static void Read(RecipeBuilder draft, IReadOnlyDictionary<string, string> texts, Func<string, string> display)
    {
        var missing = new HashSet<string>(Text(texts, Missing).Split(' '), StringComparer.Ordinal);
        draft.ScheduleUnit = Enum.TryParse<LengthUnit>(Text(texts, Unit), out var unit) ? unit : LengthUnit.Unknown;
        draft.IsFragment = Text(texts, Fragment) == "true";
        foreach (var key in Facts.All)
        {
            var written = PlaceIn(Text(texts, key.Name + At), display);
            var meant = Text(texts, key.Name + Means).Split(' ');
            draft.Mean(key, [.. Meaning.All.Where(meaning => meaning.FitsTo(key) && meant.Contains(meaning.Name))]);
            switch (key)
            {
                case SettingKey<double> number:
                    Set(draft, number, Number, texts, written, missing);
                    break;
                case SettingKey<string> word:
                    Set(draft, word, text => (true, text), texts, written, missing);
                    break;
                case SettingKey<bool> flag:
                    Set(draft, flag, text => (bool.TryParse(text, out var value), value), texts, written, missing);
                    break;
                case SettingKey<IReadOnlyList<double>> list:
                    Set(draft, list, Numbers, texts, written, missing);
                    break;
            }
        }
    }

    private static void Set<T>(
        RecipeBuilder draft,
        SettingKey<T> key,
        Func<string, (bool IsOne, T Value)> parse,
        IReadOnlyDictionary<string, string> texts,
        (string Key, Place Place)? written,
        HashSet<string> missing)
        where T : notnull
    {
        if (missing.Contains(key.Name))
        {
            draft.Set(key, Setting<T>.Missing);
        }
        else if (texts.TryGetValue(key.Name, out var text) && parse(text) is { IsOne: true } parsed)
        {
            draft.Set(key, written is { } at
                ? Setting<T>.Written(parsed.Value, text, at.Key, at.Place)
                : Setting<T>.ByDefault(parsed.Value));
        }
    }

    private static (bool IsOne, double Value) Number(string text) =>
        (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number), number);

    private static (bool IsOne, IReadOnlyList<double> Value) Numbers(string text)
    {
        var numbers = text.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
        return (Array.TrueForAll(numbers, number => number.IsOne), Array.ConvertAll(numbers, number => number.Value));
    }

    private static string? TextOf(object? value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => text,
        bool flag => flag ? "true" : "false",
        IReadOnlyList<double> numbers => string.Join(" ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))),
        _ => null,
    };

    private static string TextOf(string key, Place place)
    {
        var start = FormattableString.Invariant($"{place.Line}{Separator}{place.Column}");
        var end = FormattableString.Invariant($"{place.EndLine}{Separator}{place.EndColumn}");
        return key + Separator + start + Separator + end + Separator + place.File;
    }

    private static (string Key, Place Place)? PlaceIn(string text, Func<string, string> display)
    {
        var parts = text.Split(new[] { Separator }, 6);
        return parts.Length == 6
            && Line(parts[1]) is { } line && Line(parts[2]) is { } column
            && Line(parts[3]) is { } endLine && Line(parts[4]) is { } endColumn
            ? (parts[0], new Place(display(parts[5]), line, column, endLine, endColumn))
            : null;
    }

    private static int? Line(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static string Text(IReadOnlyDictionary<string, string> texts, string name) => texts.TryGetValue(name, out var text) ? text : "";
}
