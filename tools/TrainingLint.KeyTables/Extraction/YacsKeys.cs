using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.KeyTables.Python;

namespace TrainingLint.KeyTables.Extraction;

/// <summary>The keys that assignments to a yacs node declare: <c>_C.SOLVER.BASE_LR = 0.001</c>.</summary>
internal static class YacsKeys
{
    /// <summary>Every key that a program assigns below a node of the given name. A function that makes a node of its own describes an
    /// element of a list: its keys start with <c>*</c>.</summary>
    public static IEnumerable<DeclaredKey> In(string text, string source, string root)
    {
        var isOwn = false;
        foreach (var line in PythonLine.Cut(text))
        {
            var assign = PythonLine.IndexOf(line.Tokens, "=");
            if (assign == 1 && line.Tokens[0].Is(root))
            {
                isOwn = line.Indent > 0 && IsNode(line.Tokens[2..]);
            }

            foreach (var key in Assigned(line, assign, source, root))
            {
                yield return isOwn ? key with { Path = "*." + key.Path } : key;
            }
        }
    }

    private static IEnumerable<DeclaredKey> Assigned(PythonLine line, int assign, string source, string root)
    {
        if (assign >= line.Tokens.Length || PathOf(line.Tokens[..assign], root) is not { Length: > 0 } path)
        {
            yield break;
        }

        var value = line.Tokens[(assign + 1)..];
        var isSection = IsNode(value);
        foreach (var inner in isSection ? Literals(value, path, source) : [])
        {
            yield return inner;
        }

        yield return new DeclaredKey(path, isSection ? SectionType(value) : TypeOf(value), isSection ? ""
            : PythonExpression.Literal(value) ?? "")
        { Source = source };
    }

    private static bool IsNode(PythonToken[] value) =>
        PythonCallSyntax.Read(value) is { Name: "CN" or "_CfgNode" or "CfgNode" or "ConfigNode" or "edict" };

    // CN({"ENABLED": False}) declares what it holds.
    private static IEnumerable<DeclaredKey> Literals(PythonToken[] value, string path, string source)
    {
        var mapping = PythonCallSyntax.Read(value)!.Positional.FirstOrDefault() ?? [];
        return mapping.Length < 3 || !mapping[0].Is("{") ? [] : PythonLine.Split(mapping.AsSpan()[1..^1])
            .Where(entry => entry.Length > 2 && entry[0].Kind == PythonTokenKind.String && entry[1].Is(":"))
            .Select(entry => new DeclaredKey(path + "." + entry[0].Text, TypeOf(entry[2..]),
            PythonExpression.Literal(entry.AsSpan()[2..]) ?? "")
            { Source = source });
    }

    // CN(new_allowed=True) takes keys that nobody declared.
    private static string SectionType(PythonToken[] value) => value.Any(token => token.Is("new_allowed")) ? "map" : "section";

    private static string? PathOf(PythonToken[] target, string root)
    {
        if (target.Length < 3 || target.Length % 2 == 0 || target[0].Text != root)
        {
            return null;
        }

        var isPath = target.Select((token, i) => i % 2 == 0 ? token.Kind == PythonTokenKind.Name : token.Is(".")).All(fits => fits);
        return isPath ? string.Join('.', target.Skip(2).Where(token => token.Kind == PythonTokenKind.Name).Select(token => token.Text))
            : null;
    }

    // yacs holds a value to the type of its default.
    private static string TypeOf(PythonToken[] value) => (PythonExpression.Text(value), PythonExpression.Literal(value)) switch
    {
        ({ }, _) => "str",
        (_, "true" or "false") => "bool",
        (_, null or "null") => "any",
        (_, { } literal) when literal[0] == '[' => "list",
        (_, { } literal) when literal[0] == '{' => "map",
        (_, { } literal) => literal.AsSpan().IndexOfAny('.', 'e') >= 0 ? "float" : "int",
    };
}
