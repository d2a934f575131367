using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TrainingLint.Configs.Documents;

/// <summary>Dates and times of YAML 1.1 (<c>yaml/resolver.py</c>, <c>yaml/constructor.py</c>): a text of their form that names no day stops PyYAML.</summary>
internal static class Timestamps
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    private static readonly Regex Form = new(
        @"^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})(?:(?:[Tt]|[ \t]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})(?:\.(?<fraction>[0-9]*))?(?:[ \t]*(?:Z|[-+](?<zone>[0-9]{1,2})(?::(?<zoneMinute>[0-9]{2}))?))?)?$",
        Options);

    /// <summary>True for a plain text that has the form of a date or time and names none.</summary>
    public static bool IsImpossible(string text) => HasForm(text) && !IsPossible(text);

    /// <summary>True for a text that is a date or time.</summary>
    public static bool IsPossible(string text)
    {
        if (Form.Match(text) is not { Success: true } match || match.Value.Length != text.Length)
        {
            return false;
        }

        int Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
        var (year, month, day) = (Part("year"), Part("month"), Part("day"));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && Part("hour") < 24 && Part("minute") < 60 && Part("second") < 60 && Part("zone") < 24;
    }

    /// <summary>True for a plain text that PyYAML takes for a date or time: a date alone has two digits for month and day.</summary>
    private static bool HasForm(string text) =>
        text.Length >= 8 && text[4] == '-' && Form.Match(text) is { Success: true } match && (match.Groups["hour"].Success || text.Length == 10);
}
