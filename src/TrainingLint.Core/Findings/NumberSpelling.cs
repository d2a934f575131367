using System;
using System.Globalization;

namespace TrainingLint.Core.Findings;

/// <summary>The spelling of a number that every loader reads as that number: YAML 1.1 wants a point and a signed exponent, JSON digits on both sides of the point.</summary>
public static class NumberSpelling
{
    private const string Digits = "0123456789";

    /// <summary>
    /// The spelling, as close to the text as it can be: <c>1e-4</c> becomes <c>1.0e-4</c>, <c>0.001</c> stays.
    /// Null for infinities and NaN, which JSON does not have.
    /// </summary>
    /// <param name="written">The text that somebody wrote for the number.</param>
    /// <param name="number">The number that was meant.</param>
    public static string? Portable(string written, double number) =>
        double.IsNaN(number) || double.IsInfinity(number) ? null
        : Means(Normalised(written.Trim('\'', '"', ' ')), number)
            ?? Means(Normalised(number.ToString("R", CultureInfo.InvariantCulture)), number)
            ?? Means(Normalised(number.ToString("G17", CultureInfo.InvariantCulture)), number);

    private static string? Means(string? text, double number) =>
        text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && read.Equals(number)
            ? text : null;

    // Null where the text is more than a sign, digits, a point and an exponent, or begins with a zero that YAML 1.1 takes for octal.
    private static string? Normalised(string text)
    {
        var exponent = text.IndexOfAny(['e', 'E']);
        var mantissa = exponent < 0 ? text : text.Substring(0, exponent);
        var sign = mantissa.StartsWith("-", StringComparison.Ordinal) ? "-" : "";
        mantissa = mantissa.TrimStart('+', '-');
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa.Substring(0, point);
        var fraction = point < 0 ? "" : mantissa.Substring(point + 1);
        if (!AreDigits(whole) || !AreDigits(fraction) || (whole.Length > 1 && whole[0] == '0') || whole.Length + fraction.Length == 0)
        {
            return null;
        }

        var power = exponent < 0 ? null : text.Substring(exponent + 1);
        if (power is not null && (power.Length == 0 || !AreDigits(power.TrimStart('+', '-')) || power.TrimStart('+', '-').Length == 0))
        {
            return null;
        }

        var isWhole = point < 0 && power is null;
        return sign + (whole.Length == 0 ? "0" : whole) + (isWhole ? "" : "." + (fraction.Length == 0 ? "0" : fraction))
            + (power is null ? "" : "e" + (power[0] is '-' or '+' ? power : "+" + power));
    }

    private static bool AreDigits(string text) => text.Trim(Digits.ToCharArray()).Length == 0;
}
