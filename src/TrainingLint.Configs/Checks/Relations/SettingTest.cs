using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Documents;

namespace TrainingLint.Configs.Checks.Relations;

/// <summary>
/// What is asked of one setting: <c>given</c>, <c>missing</c>, <c>unset</c>; one text or one of several; <c>not a|b</c>; <c>/pattern/</c> of
/// what is written; <c>has x|y</c> and <c>lacks other</c> of a list, <c>last is other</c> and <c>all are other</c> of its items;
/// <c>&lt; 5</c>, <c>&gt;= other * 2</c>, <c>% other</c> (no multiple of), <c>items != other</c>; several of these with <c> &amp; </c>
/// between them. What is unknown fulfils nothing.
/// </summary>
internal sealed class SettingTest
{
    private static readonly string[] Operators = ["<=", ">=", "==", "!=", "<", ">", "%"];

    private const string OfItems = "items ";

    private readonly string _names;
    private readonly Func<SettingBag, bool> _holds;

    private SettingTest(string names, Func<SettingBag, bool> holds) => (_names, _holds) = (names, holds);

    /// <summary>The names of the setting.</summary>
    public string Names => _names;

    public bool Holds(SettingBag bag) => _holds(bag);

    /// <summary>A test as it is written in a file of relations.</summary>
    public static SettingTest Of(string names, ConfigNode wanted) => new(names, wanted switch
    {
        SequenceNode list => OneOf(names, [.. list.Items.OfType<ScalarNode>().Select(item => item.Text)]),
        ScalarNode scalar => All([.. scalar.Text.Split([" & "], StringSplitOptions.None).Select(part => Read(names, part))]),
        _ => throw new InvalidOperationException("'" + names + "': a text or a list of texts"),
    });

    private static Func<SettingBag, bool> All(Func<SettingBag, bool>[] tests) =>
        tests.Length == 1 ? tests[0] : bag => Array.TrueForAll(tests, test => test(bag));

    private static Func<SettingBag, bool> Read(string names, string text)
    {
        if (Array.Find(Operators, sign => text.StartsWith(sign, StringComparison.Ordinal)) is { } sign)
        {
            var other = Terms(text.Substring(sign.Length));
            return bag => bag.Number(names) is { } number && Compute(bag, other) is { } bound && Compares(number, sign, bound);
        }

        if (text.StartsWith(OfItems, StringComparison.Ordinal))
        {
            var rest = text.Substring(OfItems.Length);
            var compared = Array.Find(Operators, one => rest.StartsWith(one, StringComparison.Ordinal))!;
            var other = rest.Substring(compared.Length).Trim();
            return bag => bag.Count(names) is { } count && (bag.Count(other) ?? Compute(bag, Terms(other))) is { } bound
                && Compares(count, compared, bound);
        }

        if (text.Length > 2 && text[0] == '/' && text[text.Length - 1] == '/')
        {
            var pattern = new Regex(text.Substring(1, text.Length - 2), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));
            return bag => bag.Find(names) is { } entry && SettingBag.Written(entry.Value) is { Length: < 1000 } written
                && pattern.IsMatch(written);
        }

        return Word(names, text);
    }

    private static Func<SettingBag, bool> Word(string names, string text) => text switch
    {
        "given" => bag => bag.IsGiven(names),
        "missing" => bag => bag.IsMissing(names),
        "unset" => bag => bag.IsUnset(names),
        _ when text.StartsWith("not ", StringComparison.Ordinal) && text.Substring(4).Split('|') is var others =>
            bag => bag.Text(names) is { } value && !others.Contains(value, StringComparer.OrdinalIgnoreCase),
        _ when text.StartsWith("has ", StringComparison.Ordinal) && text.Substring(4).Split('|') is var wanted =>
            bag => bag.Items(names) is { } items && items.Any(item => wanted.Contains(item, StringComparer.OrdinalIgnoreCase)),
        _ when text.StartsWith("lacks ", StringComparison.Ordinal) && text.Substring(6) is var other =>
            bag => bag.Items(names) is { Count: > 0 } items && bag.Text(other) is { } word && Lacks(items, word),
        _ when text.StartsWith("last is ", StringComparison.Ordinal) && text.Substring(8) is var other => bag => bag.EndsWith(names, other),
        _ when text.StartsWith("all are ", StringComparison.Ordinal) && text.Substring(8) is var other => bag => bag.HoldsOnly(names, other),
        _ => OneOf(names, [text]),
    };

    // Of MRR@10 a list of names has the one part, a list of numbers the other.
    private static bool Lacks(IReadOnlyList<string> items, string word)
    {
        var parts = word.Split('@');
        var wanted = items.All(item => item.All(char.IsDigit)) ? parts[parts.Length - 1] : parts[0];
        return !items.Contains(wanted, StringComparer.OrdinalIgnoreCase);
    }

    private static Func<SettingBag, bool> OneOf(string names, string[] texts) => bag =>
        bag.Text(names) is { } value && texts.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase);

    private static bool Compares(double number, string sign, double other) => sign switch
    {
        "<" => number < other,
        "<=" => number <= other,
        ">" => number > other,
        ">=" => number >= other,
        "==" => number == other,
        "!=" => number != other,
        _ => other > 0 && Math.Abs(number - (Math.Round(number / other) * other)) > 1e-9 * Math.Abs(number),
    };

    private static string[] Terms(string text) => text.Split([' '], StringSplitOptions.RemoveEmptyEntries);

    // From left to right: a * b / 2 + 1.
    private static double? Compute(SettingBag bag, IReadOnlyList<string> terms)
    {
        var result = Term(bag, terms[0]);
        for (var i = 1; i + 1 < terms.Count; i += 2)
        {
            var next = Term(bag, terms[i + 1]);
            result = terms[i] switch
            {
                "*" => result * next,
                "/" => result / next,
                "+" => result + next,
                "-" => result - next,
                _ => Math.Pow(result ?? double.NaN, next ?? double.NaN),
            };
        }

        return result is { } number && !double.IsNaN(number) ? number : null;
    }

    private static double? Term(SettingBag bag, string term) =>
        double.TryParse(term, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : bag.Number(term);
}
