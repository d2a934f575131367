using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.KeyTables.Python;

namespace TrainingLint.KeyTables.Extraction;

/// <summary>The parameters of a constructor or function as keys, for frameworks that hand a section on as arguments.</summary>
internal static class ParameterKeys
{
    /// <summary>The parameters of a class's <c>__init__</c>, or of a function of the given name.</summary>
    public static IEnumerable<DeclaredKey> Of(string text, string source, string name, IReadOnlyDictionary<string, PythonClass> classes,
        string prefix = "")
    {
        var lines = PythonLine.Cut(text);
        var start = Enumerable.Range(0, lines.Count).FirstOrDefault(i => lines[i].Tokens.Length > 1 && lines[i].Tokens[1].Is(name)
            && (lines[i].StartsWith("class") || lines[i].StartsWith("def")), -1);
        var definition = start < 0 || lines[start].StartsWith("def") ? start
            : Enumerable.Range(start + 1, lines.Count - start - 1).TakeWhile(i => lines[i].Indent > lines[start].Indent)
                .FirstOrDefault(i => lines[i].StartsWith("def") && lines[i].Tokens[1].Is("__init__"), -1);
        return definition < 0 ? [] : Parameters(lines[definition].Tokens)
            .Select(field => Key(field, classes, prefix) with { Source = source });
    }

    /// <summary>The functions and classes at the top of a program that are for others.</summary>
    public static IEnumerable<string> Names(string text) => PythonLine.Cut(text)
        .Where(line => line.Indent == 0 && line.Tokens.Length > 1 && (line.StartsWith("def") || line.StartsWith("class")))
        .Select(line => line.Tokens[1].Text).Where(name => name[0] != '_');

    private static IEnumerable<PythonField> Parameters(PythonToken[] definition)
    {
        var inside = definition.AsSpan()[3..PythonLine.ClosingOf(definition, 2)];
        return PythonLine.Split(inside).Where(part => part[0].Kind == PythonTokenKind.Name && part[0].Text is not ("self" or "cls"))
            .Select(part => PythonField.Read(part) ?? new PythonField(part[0].Text, [], []));
    }

    private static DeclaredKey Key(PythonField field, IReadOnlyDictionary<string, PythonClass> classes, string prefix)
    {
        var type = PythonType.Read(field.Annotation, classes);
        return new DeclaredKey(prefix + field.Name, string.Join('|', type.Types.Where(one => one != "section")),
            PythonExpression.Literal(field.Value) ?? "", string.Join('|', type.Values));
    }
}
