using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.KeyTables.Python;

namespace TrainingLint.KeyTables.Extraction;

/// <summary>The flags that <c>add_argument</c> calls declare, under the names that the program reads them by.</summary>
internal static class ArgumentKeys
{
    /// <summary>Every flag of a program, whichever parser takes it.</summary>
    public static IEnumerable<DeclaredKey> In(string text, string source)
    {
        foreach (var line in PythonLine.Cut(text))
        {
            var at = Array.FindIndex(line.Tokens, token => token.Is("add_argument") || token.Is("add"));
            if (at > 0 && PythonCallSyntax.Read(line.Tokens.AsSpan()[at..]) is { } call && NameOf(call) is { } name)
            {
                yield return Key(name, call) with { Source = source };
            }
        }
    }

    // argparse takes the first long flag for the name, unless dest says otherwise.
    private static string? NameOf(PythonCallSyntax call)
    {
        var flags = call.Positional.Select(flag => PythonExpression.Text(flag)).OfType<string>().ToArray();
        return call.Named.TryGetValue("dest", out var written) ? PythonExpression.Text(written)
            : flags.FirstOrDefault(flag => flag.StartsWith("--", StringComparison.Ordinal))?.TrimStart('-').Replace('-', '_');
    }

    private static DeclaredKey Key(string name, PythonCallSyntax call)
    {
        var action = call.Named.TryGetValue("action", out var written) ? PythonExpression.Text(written) ?? written[^1].Text : "";
        var standard = call.Named.TryGetValue("default", out var value) ? PythonExpression.Literal(value)
            : action is "store_true" ? "false" : action is "store_false" ? "true" : "null";
        return new DeclaredKey(name, TypesOf(call, action, standard), standard ?? "", string.Join('|', ChoicesOf(call)));
    }

    private static string TypesOf(PythonCallSyntax call, string action, string? standard)
    {
        var isList = call.Named.TryGetValue("nargs", out var count) && PythonExpression.Text(count) != "?";
        var type = action is "store_true" or "store_false" or "BooleanOptionalAction" ? "bool"
            : isList ? "list"
            : !call.Named.TryGetValue("type", out var written) ? "str"
            : written is [{ Text: "int" or "float" or "str" }] ? written[0].Text
            : written[^1].Text.Contains("bool", StringComparison.OrdinalIgnoreCase) ? "bool"
            : "any";
        return standard == "null" ? type + "|null" : type;
    }

    private static IReadOnlyList<string> ChoicesOf(PythonCallSyntax call) =>
        call.Named.TryGetValue("choices", out var choices) ? PythonExpression.Elements(choices) : [];
}
