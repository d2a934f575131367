using System;
using System.Collections.Generic;

namespace TrainingLint.Configs.Formats.Python;

/// <summary>
/// Functions of a program's own that hand all that they are given to a class of mappings:
/// <c>def d(**kwargs): return ml_collections.ConfigDict(initial_dictionary=kwargs)</c>.
/// </summary>
internal static class MappingFunctions
{
    // A docstring and the return statement; anything longer does more than hand over.
    private const int LongestBody = 24;
    private const int LongestName = 8;

    /// <summary>The names of such functions and of the classes themselves.</summary>
    /// <param name="tokens">The program.</param>
    /// <param name="classes">Names that build a mapping of what they are given.</param>
    public static HashSet<string> With(IReadOnlyList<PythonToken> tokens, HashSet<string> classes)
    {
        HashSet<string>? all = null;
        for (var i = 0; i + 6 < tokens.Count; i++)
        {
            if (tokens[i].Is("def") && tokens[i + 2].Is("(") && tokens[i + 3].Is("**") && tokens[i + 5].Is(")")
                && Returns(tokens, i + 6, classes))
            {
                all ??= new HashSet<string>(classes, StringComparer.Ordinal);
                all.Add(tokens[i + 1].Text);
            }
        }

        return all ?? classes;
    }

    private static bool Returns(IReadOnlyList<PythonToken> tokens, int start, HashSet<string> classes)
    {
        var at = start;
        while (at < tokens.Count && at < start + LongestBody && !tokens[at].Is("return") && !tokens[at].Is("def"))
        {
            at++;
        }

        for (var i = at + 1; at < tokens.Count && tokens[at].Is("return") && i + 1 < tokens.Count && i < at + LongestName; i++)
        {
            if (tokens[i + 1].Is("("))
            {
                return classes.Contains(tokens[i].Text);
            }
        }

        return false;
    }
}
