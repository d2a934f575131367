using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.KeyTables.Python;

/// <summary>What an annotation says of a value.</summary>
internal sealed class PythonType
{
    private readonly IReadOnlyDictionary<string, PythonClass> _classes;
    private readonly List<string> _types = [];
    private readonly List<string> _values = [];

    private PythonType(IReadOnlyDictionary<string, PythonClass> classes) => _classes = classes;

    /// <summary>The types, in the words of a table.</summary>
    public IReadOnlyList<string> Types => _types;

    /// <summary>The values of a <c>Literal</c> or an enumeration; others may be allowed as well.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>Classes whose fields are keys below this one.</summary>
    public List<PythonClass> Sections { get; } = [];

    /// <summary>Classes whose fields are keys of the elements of a list or of the values of a mapping.</summary>
    public List<PythonClass> ElementSections { get; } = [];

    /// <summary>Reads an annotation; classes by name are those of the same framework.</summary>
    public static PythonType Read(PythonToken[] annotation, IReadOnlyDictionary<string, PythonClass> classes)
    {
        var type = new PythonType(classes);
        type.Add(annotation);
        return type;
    }

    private void Add(PythonToken[] tokens)
    {
        while (tokens.Length > 2 && tokens[0].Is("(") && PythonLine.ClosingOf(tokens, 0) == tokens.Length - 1)
        {
            tokens = tokens[1..^1];
        }

        var alternatives = PythonLine.Split(tokens, "|");
        if (alternatives.Count > 1)
        {
            foreach (var alternative in alternatives)
            {
                Add(alternative);
            }
        }
        else if (tokens.Length == 1 && tokens[0].Kind == PythonTokenKind.String)
        {
            Add([.. PythonLexer.Cut(tokens[0].Text).Where(token => token.Kind is not (PythonTokenKind.NewLine or PythonTokenKind.End))]);
        }
        else if (tokens.Length > 0)
        {
            AddOne(tokens);
        }
    }

    private void AddOne(PythonToken[] tokens)
    {
        var open = PythonLine.IndexOf(tokens, "[");
        var name = tokens[open - 1].Text;
        var inner = open < tokens.Length ? PythonLine.Split(tokens.AsSpan()[(open + 1)..^1]) : [];
        switch (name)
        {
            case "Optional":
                Put("null");
                Add(inner[0]);
                break;
            case "Union":
                foreach (var part in inner)
                {
                    Add(part);
                }

                break;
            case "Annotated" or "NotRequired" or "Required" or "Final":
                Add(inner[0]);
                break;
            case "Literal":
                AddLiteral(inner);
                break;
            default:
                AddNamed(name, inner);
                break;
        }
    }

    private void AddLiteral(IReadOnlyList<PythonToken[]> inner)
    {
        foreach (var part in inner)
        {
            var text = PythonExpression.Text(part);
            var literal = text ?? PythonExpression.Literal(part);
            Put(text is not null ? "str" : literal switch { "null" => "null", "true" or "false" => "bool", _ => "int" });
            if (literal is not (null or "null"))
            {
                _values.Add(literal);
            }
        }
    }

    private void AddNamed(string name, IReadOnlyList<PythonToken[]> inner)
    {
        switch (name)
        {
            case "None":
                Put("null");
                return;
            case "int" or "float" or "bool" or "str":
                Put(name);
                return;
            case "PositiveInt" or "NonNegativeInt":
                Put("int");
                return;
            case "list" or "List" or "tuple" or "Tuple" or "set" or "Set" or "Sequence" or "Iterable" or "conlist":
                Put("list");
                AddElements(inner, 0);
                return;
            case "dict" or "Dict" or "Mapping" or "DictDefault" or "OrderedDict":
                Put("map");
                AddElements(inner, 1);
                return;
            case "Path" or "PathLike":
                Put("str");
                return;
        }

        AddClass(name);
    }

    private void AddClass(string name)
    {
        if (!_classes.TryGetValue(name, out var found))
        {
            Put("any");
        }
        else if (found.Members.Count > 0)
        {
            Put("str");
            _values.AddRange(found.Members);
        }
        else if (found.Bases.Any(one => one.EndsWith("Enum", StringComparison.Ordinal)))
        {
            Put("str");
        }
        else
        {
            Put("section");
            Sections.Add(found);
        }
    }

    private void AddElements(IReadOnlyList<PythonToken[]> inner, int from)
    {
        foreach (var part in inner.Skip(from))
        {
            var element = Read(part, _classes);
            ElementSections.AddRange(element.Sections);
        }
    }

    private void Put(string type)
    {
        if (!_types.Contains(type, StringComparer.Ordinal))
        {
            _types.Add(type);
        }
    }
}
