using System;
using System.Collections.Generic;

namespace TrainingLint.Core.Knowledge;

/// <summary>The known name that a mistyped one most probably means.</summary>
public static class NearestName
{
    private const int LongestName = 64;
    private const int ShortestStart = 3;

    /// <summary>
    /// The nearest of the known names; null where none is near. Near is at most one slip (a letter too much, too few, wrong, or two
    /// swapped) for each three letters, or a name of which only the beginning is written.
    /// </summary>
    public static string? Of(string written, IEnumerable<string> known)
    {
        if (written.Length is 0 or > LongestName)
        {
            return null;
        }

        string? nearest = null;
        var fewest = Math.Max(1, written.Length / 3) + 1;
        string? begun = null;
        foreach (var name in known)
        {
            var slips = name.Equals(written, StringComparison.OrdinalIgnoreCase) ? 0 : Slips(written, name);
            if (slips < fewest)
            {
                (nearest, fewest) = (name, slips);
            }

            if (written.Length >= ShortestStart && name.StartsWith(written, StringComparison.OrdinalIgnoreCase)
                && (begun is null || name.Length < begun.Length))
            {
                begun = name;
            }
        }

        return nearest ?? begun;
    }

    /// <summary>The nearest of the known names as the end of a sentence (<c>; did you mean 'adamw'?</c>); empty where none is near.</summary>
    public static string Question(string written, IEnumerable<string> known) => Of(written, known) is { } name ? "; did you mean '" + name + "'?" : "";

    // Optimal string alignment: Damerau-Levenshtein without a second edit inside of a swap.
    private static int Slips(string written, string name)
    {
        if (name.Length > LongestName)
        {
            return int.MaxValue;
        }

        var (before, last, row) = (new int[name.Length + 1], new int[name.Length + 1], new int[name.Length + 1]);
        for (var j = 0; j <= name.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= written.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= name.Length; j++)
            {
                var cost = Same(written[i - 1], name[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(written[i - 1], name[j - 2]) && Same(written[i - 2], name[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[name.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
