using System;
using System.Globalization;

namespace TrainingLint.Core.Findings;

/// <summary>Numbers as people write them in configs: no trailing zeros, no noise of binary fractions, exponents where they are shorter.</summary>
public static class NumberText
{
    private const double SmallestPlain = 1e-3;
    private const double LargestPlain = 1e7;

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
}
