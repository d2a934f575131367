using System;
using System.Collections.Generic;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.KeyTables.Python;

/// <summary>A statement of a program: its tokens, and the column in which it starts.</summary>
/// <param name="Indent">Letters in front of it.</param>
/// <param name="Tokens">Its tokens, without the end of the line.</param>
internal sealed record PythonLine(int Indent, PythonToken[] Tokens)
{
    /// <summary>All statements of a text, whatever block they stand in.</summary>
    public static IReadOnlyList<PythonLine> Cut(string text)
    {
        var lines = new List<PythonLine>();
        var tokens = new List<PythonToken>();
        foreach (var token in PythonLexer.Cut(text))
        {
            if (token.Kind is not (PythonTokenKind.NewLine or PythonTokenKind.End))
            {
                tokens.Add(token);
            }
            else if (tokens.Count > 0)
            {
                lines.Add(new PythonLine(IndentOf(text, tokens[0].Start), [.. tokens]));
                tokens.Clear();
            }
        }

        return lines;
    }

    /// <summary>True when the statement starts with a word.</summary>
    public bool StartsWith(string word) => Tokens[0].Is(word);

    /// <summary>Where a token stands outside of all brackets; the count of tokens where it does not.</summary>
    public static int IndexOf(ReadOnlySpan<PythonToken> tokens, string wanted)
    {
        var depth = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (depth == 0 && tokens[i].Is(wanted))
            {
                return i;
            }

            depth += DepthOf(tokens[i]);
        }

        return tokens.Length;
    }

    /// <summary>The parts between commas (or another separator) outside of all brackets.</summary>
    public static IReadOnlyList<PythonToken[]> Split(ReadOnlySpan<PythonToken> tokens, string separator = ",")
    {
        var parts = new List<PythonToken[]>();
        while (tokens.Length > 0)
        {
            var end = IndexOf(tokens, separator);
            if (end > 0)
            {
                parts.Add(tokens[..end].ToArray());
            }

            tokens = end < tokens.Length ? tokens[(end + 1)..] : [];
        }

        return parts;
    }

    /// <summary>How many brackets a token opens, or closes where it is negative.</summary>
    public static int DepthOf(PythonToken token) =>
        token.Kind != PythonTokenKind.Operator ? 0 : token.Text is "(" or "[" or "{" ? 1 : token.Text is ")" or "]" or "}" ? -1 : 0;

    /// <summary>Where the bracket that opens at a token closes; the count of tokens where it does not.</summary>
    public static int ClosingOf(ReadOnlySpan<PythonToken> tokens, int open)
    {
        var depth = 0;
        for (var i = open; i < tokens.Length; i++)
        {
            depth += DepthOf(tokens[i]);
            if (depth == 0)
            {
                return i;
            }
        }

        return tokens.Length;
    }

    private static int IndentOf(string text, int start) => start - (text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1);
}
