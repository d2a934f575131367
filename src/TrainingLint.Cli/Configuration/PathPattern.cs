using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace TrainingLint.Cli.Configuration;

/// <summary>A path pattern as .editorconfig writes it: <c>*</c>, <c>**</c>, <c>?</c>, <c>[...]</c>, <c>{a,b}</c> and <c>{1..9}</c>.</summary>
internal sealed class PathPattern
{
    private readonly Regex? _regex;

    /// <summary>A pattern; without a slash it is about names at any depth, with one about paths from the directory it belongs to.</summary>
    public PathPattern(string text)
    {
        Text = text;
        var isAnchored = text.Contains('/', StringComparison.Ordinal);
        try
        {
            _regex = new Regex((isAnchored ? "^" : "^(?:.*/)?") + Translate(text.TrimStart('/')) + "$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            // A malformed pattern matches nothing, as other readers of .editorconfig have it.
            _regex = null;
        }
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>True when it fits a path that is relative to its directory, with slashes.</summary>
    public bool Fits(string relativePath) => _regex?.IsMatch(relativePath) ?? false;

    private static string Translate(string pattern)
    {
        var regex = new StringBuilder();
        var open = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    // "a/**/b" fits "a/b" as well.
                    var spansDirectories = i + 2 < pattern.Length && pattern[i + 2] == '/' && (i == 0 || pattern[i - 1] == '/');
                    regex.Append(spansDirectories ? "(?:.*/)?" : ".*");
                    i += spansDirectories ? 2 : 1;
                    break;
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', i + 1) is var end && end > i + 1:
                    var set = pattern[(i + 1)..end];
                    regex.Append('[').Append(set[0] == '!' ? "^" : "").Append(Regex.Escape(set.TrimStart('!')).Replace("\\-", "-", StringComparison.Ordinal)).Append(']');
                    i = end;
                    break;
                case '{' when pattern.IndexOf('}', i + 1) is var end && end > 0 && Numbers(pattern[(i + 1)..end]) is { } numbers:
                    regex.Append(numbers);
                    i = end;
                    break;
                case '{' when pattern.IndexOf('}', i + 1) > 0:
                    open++;
                    regex.Append("(?:");
                    break;
                case '}' when open > 0:
                    open--;
                    regex.Append(')');
                    break;
                case ',' when open > 0:
                    regex.Append('|');
                    break;
                case '\\' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return regex.ToString();
    }

    private static string? Numbers(string braces)
    {
        const int MostNumbers = 1000;
        var ends = braces.Split("..");
        return ends.Length == 2 && int.TryParse(ends[0], out var first) && int.TryParse(ends[1], out var last) && last >= first && last - first < MostNumbers
            ? "(?:" + string.Join("|", Enumerable.Range(first, last - first + 1)) + ")"
            : null;
    }
}
