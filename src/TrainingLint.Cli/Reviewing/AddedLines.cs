using System;
using System.Collections.Generic;
using System.Globalization;

namespace TrainingLint.Cli.Reviewing;

/// <summary>The lines that a change adds or writes anew, by file.</summary>
internal static class AddedLines
{
    private const string File = "+++ b/";
    private const string Hunk = "@@ -";

    /// <summary>Reads a diff without context and with the usual prefixes. Files whose names git puts in quotes are left out.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<(int First, int Count)>> Of(string diff)
    {
        var added = new Dictionary<string, IReadOnlyList<(int, int)>>(StringComparer.Ordinal);
        List<(int, int)>? ranges = null;
        var lines = diff.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("diff --git ", StringComparison.Ordinal))
            {
                ranges = null;
            }
            else if (lines[i].StartsWith(File, StringComparison.Ordinal))
            {
                added[lines[i][File.Length..].TrimEnd('\t')] = ranges = [];
            }
            else if (lines[i].StartsWith(Hunk, StringComparison.Ordinal)
                && lines[i].Split(' ') is [_, ['-', .. var old], ['+', .. var now], ..])
            {
                // What follows is text of the file, whatever it looks like.
                var (first, count) = Range(now);
                ranges?.Add((first, count));
                i += Range(old).Count + count;
            }
        }

        return added;
    }

    private static (int First, int Count) Range(string written)
    {
        var parts = written.Split(',');
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(parts.Length > 1 ? parts[1] : "1", NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (first, count)
            : (0, 0);
    }
}
