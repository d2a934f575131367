using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.KeyTables.Python;

/// <summary>A call as it is written.</summary>
/// <param name="Name">Last part of the name of what is called.</param>
/// <param name="Positional">Arguments without a name.</param>
/// <param name="Named">Arguments with a name.</param>
internal sealed record PythonCallSyntax(
    string Name, IReadOnlyList<PythonToken[]> Positional, IReadOnlyDictionary<string, PythonToken[]> Named)
{
    /// <summary>An expression that is one call from its first to its last token; null for any other.</summary>
    public static PythonCallSyntax? Read(ReadOnlySpan<PythonToken> tokens)
    {
        while (tokens.Length > 2 && tokens[0].Is("(") && PythonLine.ClosingOf(tokens, 0) == tokens.Length - 1)
        {
            tokens = tokens[1..^1];
        }

        var open = PythonLine.IndexOf(tokens, "(");
        if (open == 0 || open >= tokens.Length - 1 || PythonLine.ClosingOf(tokens, open) != tokens.Length - 1
            || tokens[open - 1].Kind != PythonTokenKind.Name)
        {
            return null;
        }

        for (var i = 0; i < open; i++)
        {
            if (tokens[i].Kind != PythonTokenKind.Name && !tokens[i].Is("."))
            {
                return null;
            }
        }

        var arguments = PythonLine.Split(tokens[(open + 1)..^1]);
        var named = arguments.Where(IsNamed).GroupBy(argument => argument[0].Text, StringComparer.Ordinal);
        return new PythonCallSyntax(
            tokens[open - 1].Text,
            [.. arguments.Where(argument => !IsNamed(argument))],
            named.ToDictionary(group => group.Key, group => group.First()[2..], StringComparer.Ordinal));
    }

    private static bool IsNamed(PythonToken[] argument) =>
        argument.Length > 2 && argument[0].Kind == PythonTokenKind.Name && argument[1].Is("=");
}
