using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.KeyTables.Python;

/// <summary>The literal part of expressions, as it would be written in YAML.</summary>
internal static partial class PythonExpression
{
    /// <summary>A literal as YAML text; null for what only a run can tell.</summary>
    public static string? Literal(ReadOnlySpan<PythonToken> tokens)
    {
        tokens = Unwrapped(tokens);
        if (tokens.Length == 0)
        {
            return null;
        }

        var first = tokens[0];
        if (tokens.Length == 1)
        {
            return first.Kind switch
            {
                PythonTokenKind.String => Quoted(first.Text),
                PythonTokenKind.Number => Number(first.Text),
                _ => first.Text switch { "None" => "null", "True" => "true", "False" => "false", _ => null },
            };
        }

        return first switch
        {
            _ when first.Is("-") && tokens.Length == 2 && tokens[1].Kind == PythonTokenKind.Number => "-" + Number(tokens[1].Text),
            _ when AreTexts(tokens) => Quoted(TextOf(tokens)),
            _ when first.Is("[") || first.Is("(") => Sequence(tokens),
            _ when first.Is("{") && tokens.Length == 2 => "{}",
            _ => null,
        };
    }

    /// <summary>The text of one or more adjacent texts; null for anything else.</summary>
    public static string? Text(ReadOnlySpan<PythonToken> tokens)
    {
        tokens = Unwrapped(tokens);
        return tokens.Length > 0 && AreTexts(tokens) ? TextOf(tokens) : null;
    }

    /// <summary>The elements of a list, tuple or set of literals, not quoted; empty for anything else.</summary>
    public static IReadOnlyList<string> Elements(ReadOnlySpan<PythonToken> tokens)
    {
        if (tokens.Length < 2 || !(tokens[0].Is("[") || tokens[0].Is("(") || tokens[0].Is("{")) || PythonLine.DepthOf(tokens[^1]) != -1)
        {
            return [];
        }

        var parts = PythonLine.Split(tokens[1..^1]);
        string[] elements = [.. parts.Select(part => Text(part) ?? Literal(part)).OfType<string>()];
        return elements.Length == parts.Count ? elements : [];
    }

    private static string? Sequence(ReadOnlySpan<PythonToken> tokens)
    {
        if (PythonLine.DepthOf(tokens[^1]) != -1)
        {
            return null;
        }

        var elements = PythonLine.Split(tokens[1..^1]).Select(part => Literal(part)).ToArray();
        return Array.Exists(elements, element => element is null) ? null : "[" + string.Join(", ", elements) + "]";
    }

    // (x) is x, but (x,) is a tuple.
    private static ReadOnlySpan<PythonToken> Unwrapped(ReadOnlySpan<PythonToken> tokens) =>
        tokens.Length >= 3 && tokens[0].Is("(") && tokens[^1].Is(")") && PythonLine.IndexOf(tokens[1..^1], ",") == tokens.Length - 2
            ? tokens[1..^1] : tokens;

    private static bool AreTexts(ReadOnlySpan<PythonToken> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Kind != PythonTokenKind.String)
            {
                return false;
            }
        }

        return true;
    }

    private static string TextOf(ReadOnlySpan<PythonToken> tokens)
    {
        var text = "";
        foreach (var token in tokens)
        {
            text += token.Text;
        }

        return text;
    }

    private static string Number(string text) => text.Replace("_", "", StringComparison.Ordinal);

    private static string Quoted(string text) =>
        Plain().IsMatch(text) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && text.ToLowerInvariant() is not ("null" or "none" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n"
                or "nan" or "inf")
            ? text
            : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "\"";

    [GeneratedRegex(@"^[A-Za-z_./][A-Za-z0-9_./+\-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
