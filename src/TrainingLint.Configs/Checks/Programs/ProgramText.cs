using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>Expressions of a program as text.</summary>
internal static class ProgramText
{
    /// <summary>The arguments of a call as they stand between its brackets, or the parts of a display.</summary>
    public static IReadOnlyList<string> Split(string arguments) => Split(arguments, ',');

    /// <summary>The parts of a text between separators that no bracket encloses.</summary>
    public static IReadOnlyList<string> Split(string text, char separator)
    {
        var (found, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == separator && depth == 0))
            {
                if (i > start)
                {
                    found.Add(text.Substring(start, i - start));
                }

                start = i + 1;
            }
            else
            {
                depth += Depth(text[i]);
            }
        }

        return found;
    }

    /// <summary>Where the bracket that opens at a place is closed; -1 where it is not.</summary>
    public static int EndOf(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += Depth(text[i]);
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A call that is the whole text, <c>model(x)</c> but not <c>model(x).sigmoid()</c>: what is called, and with
    /// what.</summary>
    public static (string Name, string Arguments)? Call(string text)
    {
        var open = text.IndexOf('(');
        return open > 0 && IsPath(text.Substring(0, open)) && EndOf(text, open) == text.Length - 1
            ? (text.Substring(0, open), text.Substring(open + 1, text.Length - open - 2))
            : null;
    }

    /// <summary>The argument of a name or else of a position; null where it is not given.</summary>
    public static string? Argument(string arguments, string name, int position)
    {
        var given = Split(arguments);
        var named = given.FirstOrDefault(one => one.StartsWith(name + "=", StringComparison.Ordinal));
        return named is not null ? named.Substring(name.Length + 1)
            : position >= 0 && position < given.Count && !IsNamed(given[position]) && given.Take(position).All(one => !IsNamed(one))
                ? given[position] : null;
    }

    /// <summary>True for <c>name</c> and <c>self.part.name</c>.</summary>
    public static bool IsPath(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_')
        && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.') && text[text.Length - 1] != '.';

    /// <summary>True where a text has a word that is not a part of another.</summary>
    public static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || !IsPart(text[at - 1])) && (end == text.Length || !(char.IsLetterOrDigit(text[end]) || text[end] == '_')))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for an argument that is given by name.</summary>
    public static bool IsNamed(string argument)
    {
        var equals = argument.IndexOf('=');
        return equals > 0 && equals + 1 < argument.Length && argument[equals + 1] != '='
            && argument.Take(equals).All(c => char.IsLetterOrDigit(c) || c == '_');
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';

    private static int Depth(char c) => c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
}
