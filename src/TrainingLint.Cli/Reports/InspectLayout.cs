using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>
/// Sets rows in columns that line up. A row that is too long goes on in a second line, broken between words; nothing is ever cut, so that
/// what comes out of a pipe can be searched and a key can be copied.
/// </summary>
internal static class InspectLayout
{
    private const string Gap = "  ";
    private const string Continued = "      ";

    // One long path as a value must not push the column behind it out of sight.
    private const int LongestAligned = 26;
    private const int ShortestAligned = 8;

    /// <summary>The lines of rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="width">Columns of the terminal; as many as there can be where there is none.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<RecipeRow> rows, int width)
    {
        var names = rows.Select(row => row.Name.Length).DefaultIfEmpty().Max();
        var room = Math.Clamp((width - names - (2 * Gap.Length)) / 3, ShortestAligned, LongestAligned);
        var values = rows.Select(row => row.Value.Length).Where(length => length <= room).DefaultIfEmpty().Max();
        return rows.SelectMany(row => Lines(row, names, values, width));
    }

    private static IEnumerable<string> Lines(RecipeRow row, int names, int values, int width)
    {
        var named = Gap + row.Name.PadRight(names) + Gap;
        var line = (named + row.Value.PadRight(values) + Gap + row.Where).TrimEnd();
        if (line.Length <= width)
        {
            return [line];
        }

        IEnumerable<string> first = named.Length + row.Value.Length <= width
            ? [(named + row.Value).TrimEnd()]
            : [named.TrimEnd(), .. Wrapped(row.Value, width)];
        return [.. first, .. Wrapped(row.Where, width)];
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        var line = Continued;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > Continued.Length && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = Continued;
            }

            line += (line.Length > Continued.Length ? " " : "") + word;
        }

        if (line.Length > Continued.Length)
        {
            yield return line;
        }
    }
}
