using System;
using System.Globalization;

namespace TrainingLint.Core.Findings;

/// <summary>Numbers as people write them in configs: no trailing zeros, no noise of binary fractions, exponents where they are shorter.</summary>
public static class NumberText
{
    private const double SmallestPlain = 1e-3;
    private const double LargestPlain = 1e7;
    private const double LargestCount = 1e15;

    /// <summary>The text of a number, with at most twelve significant digits: <c>0.02</c>, <c>3e-4</c>, <c>90000</c>.</summary>
    public static string Of(double value)
    {
        var magnitude = Math.Abs(value);
        if (value == 0 || double.IsNaN(value) || double.IsInfinity(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        var digits = double.Parse(value.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return magnitude is >= SmallestPlain and < LargestPlain
            ? digits.ToString("0.###############", CultureInfo.InvariantCulture)
            : digits.ToString("0.###########e+0", CultureInfo.InvariantCulture).Replace("e+", "e");
    }

    /// <summary>A number that was computed, with four significant digits: <c>1.3e-10</c> rather than <c>1.29999989984e-10</c>.</summary>
    public static string Rounded(this double value) => Rounded(value, 4);

    /// <summary>A number that was computed, with so many significant digits, at most 12.</summary>
    public static string Rounded(this double value, int digits) =>
        double.IsNaN(value) || double.IsInfinity(value)
            ? Of(value)
            : Of(double.Parse(value.ToString(Format(digits), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>A number of things, whole ones without an exponent: <c>10000000</c>, but <c>0.5</c> as it is.</summary>
    public static string Count(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < LargestCount ? value.ToString("0", CultureInfo.InvariantCulture) : Of(value);

    /// <summary>A large number in words: <c>7 billion</c>, <c>11.7 million</c>; a small one as it is.</summary>
    public static string InWords(double value) => value switch
    {
        >= 1e12 and < LargestCount => Scaled(value, 1e12) + " trillion",
        >= 1e9 and < 1e12 => Scaled(value, 1e9) + " billion",
        >= 1e6 and < 1e9 => Scaled(value, 1e6) + " million",
        _ => Count(value),
    };

    private static string Format(int digits) => "G" + digits.ToString(CultureInfo.InvariantCulture);

    private static string Scaled(double value, double unit) => (value / unit).ToString("0.##", CultureInfo.InvariantCulture);
}
