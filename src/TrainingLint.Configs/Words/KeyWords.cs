using System.Collections.Generic;
using System.Text;

namespace TrainingLint.Configs.Words;

/// <summary>A key taken apart into lower-case words, so that <c>learningRate</c>, <c>LEARNING-RATE</c> and <c>learning_rate</c> are one.</summary>
internal static class KeyWords
{
    /// <summary>The words of a key, joined by underscores.</summary>
    public static string Normalize(string key)
    {
        if (IsNormal(key))
        {
            return key;
        }

        var words = new StringBuilder(key.Length + 4);
        for (var i = 0; i < key.Length; i++)
        {
            var c = key[i];
            if (c is '_' or '-' or ' ' or '.' or '/')
            {
                Separate(words);
                continue;
            }

            var startsWord = char.IsUpper(c) && i > 0
                && (char.IsLower(key[i - 1]) || char.IsDigit(key[i - 1])
                    || (i + 1 < key.Length && char.IsLower(key[i + 1]) && char.IsUpper(key[i - 1])));
            if (startsWord)
            {
                Separate(words);
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString().TrimEnd('_');
    }

    /// <summary>The name at the end of a path such as <c>trainer.optim/lr</c>.</summary>
    public static string LastSegment(string path) => path.Substring(path.LastIndexOfAny(['.', '/']) + 1);

    /// <summary>The words of a key, one by one.</summary>
    public static IReadOnlyList<string> Split(string normalized) => normalized.Split('_');

    // Most keys are lower-case words already, and this runs for each key of each file.
    private static bool IsNormal(string key)
    {
        var previous = '_';
        foreach (var c in key)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') || (c == '_' && previous == '_'))
            {
                return false;
            }

            previous = c;
        }

        return previous != '_';
    }

    private static void Separate(StringBuilder words)
    {
        if (words.Length > 0 && words[words.Length - 1] != '_')
        {
            words.Append('_');
        }
    }
}
