using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.KeyTables.Python;

namespace TrainingLint.KeyTables.Extraction;

/// <summary>The keys that a program reads from its config: <c>cfg.optimizer.lr</c>, <c>cfg.get("seed", 0)</c>.</summary>
internal static class ReadKeys
{
    /// <summary>Every key that a program reads from an object of the given name.</summary>
    public static IEnumerable<DeclaredKey> In(string text, string source, string root)
    {
        foreach (var line in PythonLine.Cut(text))
        {
            for (var i = 0; i < line.Tokens.Length; i++)
            {
                if (line.Tokens[i].Is(root) && (i == 0 || !line.Tokens[i - 1].Is(".")) && KeyAt(line.Tokens, i) is { } key)
                {
                    yield return key with { Source = source };
                }
            }
        }
    }

    private static DeclaredKey? KeyAt(PythonToken[] tokens, int root)
    {
        var path = new List<string>();
        var at = root + 1;
        while (at + 1 < tokens.Length && tokens[at].Is(".") && tokens[at + 1].Kind == PythonTokenKind.Name)
        {
            path.Add(tokens[at + 1].Text);
            at += 2;
        }

        var isCall = at < tokens.Length && tokens[at].Is("(");
        return !isCall ? Key(path, "") : path.Count > 0 && path[^1] == "get" ? Looked(tokens, at, path) : Key(path.SkipLast(1), "");
    }

    private static DeclaredKey? Looked(PythonToken[] tokens, int open, List<string> path)
    {
        var arguments = PythonLine.Split(tokens.AsSpan()[(open + 1)..PythonLine.ClosingOf(tokens, open)]);
        return arguments.Count == 0 || PythonExpression.Text(arguments[0]) is not { } name ? null
            : Key([.. path.SkipLast(1), name], arguments.Count > 1 ? PythonExpression.Literal(arguments[1]) ?? "" : "null");
    }

    private static DeclaredKey? Key(IEnumerable<string> path, string standard)
    {
        var dotted = string.Join('.', path);
        return dotted.Length == 0 ? null : new DeclaredKey(dotted, standard is "true" or "false" ? "bool" : "", standard);
    }
}
