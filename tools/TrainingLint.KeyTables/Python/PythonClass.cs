using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.KeyTables.Python;

/// <summary>A class as it is written: pydantic model, dataclass, attrs class or enumeration.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bases">Last parts of the names of its bases.</param>
/// <param name="Fields">What its body declares.</param>
/// <param name="Source">The file.</param>
internal sealed record PythonClass(string Name, IReadOnlyList<string> Bases, IReadOnlyList<PythonField> Fields, string Source)
{
    /// <summary>All classes of a program.</summary>
    public static IEnumerable<PythonClass> In(string text, string source)
    {
        var lines = PythonLine.Cut(text);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].StartsWith("class") && lines[i].Tokens.Length > 2)
            {
                yield return new PythonClass(lines[i].Tokens[1].Text, BasesOf(lines[i].Tokens), [.. FieldsBelow(lines, i)], source);
            }
        }
    }

    /// <summary>The values of an enumeration; empty for any other class.</summary>
    public IReadOnlyList<string> Members => Bases.Any(one => one.EndsWith("Enum", StringComparison.Ordinal))
        ? [.. Fields.Where(one => one.Annotation.Length == 0).Select(one => PythonExpression.Text(one.Value)).OfType<string>()]
        : [];

    // The statements of the body itself, not those of its methods and inner classes.
    private static IEnumerable<PythonField> FieldsBelow(IReadOnlyList<PythonLine> lines, int start)
    {
        var body = start + 1 < lines.Count ? lines[start + 1].Indent : 0;
        for (var i = start + 1; i < lines.Count && lines[i].Indent > lines[start].Indent; i++)
        {
            if (lines[i].Indent == body && PythonField.Read(lines[i].Tokens) is { } field)
            {
                yield return field;
            }
        }
    }

    private static string[] BasesOf(PythonToken[] tokens)
    {
        var open = PythonLine.IndexOf(tokens, "(");
        return open >= tokens.Length
            ? []
            : [.. PythonLine.Split(tokens.AsSpan()[(open + 1)..PythonLine.ClosingOf(tokens, open)])
            .Where(part => part[^1].Kind == PythonTokenKind.Name).Select(part => part[^1].Text)];
    }
}
