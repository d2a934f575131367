using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.KeyTables.Python;

namespace TrainingLint.KeyTables.Extraction;

/// <summary>The keys that the fields of classes make: pydantic models, dataclasses and attrs classes, with those that they
/// inherit.</summary>
internal sealed class ClassKeys(IReadOnlyDictionary<string, PythonClass> classes)
{
    private const int Deepest = 6;

    /// <summary>The keys of a class and of the classes of its fields, below a prefix.</summary>
    public IEnumerable<DeclaredKey> Of(string name, string prefix = "") =>
        classes.TryGetValue(name, out var found) ? KeysOf(found, prefix, 0)
            : throw new InvalidOperationException("There is no class '" + name + "' in the sources.");

    private IEnumerable<DeclaredKey> KeysOf(PythonClass one, string prefix, int depth)
    {
        foreach (var (field, source) in FieldsOf(one, new HashSet<string>(StringComparer.Ordinal)))
        {
            var call = PythonCallSyntax.Read(field.Value) is { } made && made.Name is "Field" or "field" or "ib" or "attrib" or "HfArg"
                ? made : null;
            var type = PythonType.Read(field.Annotation, classes);
            foreach (var name in NamesOf(field.Name, call))
            {
                var path = prefix + name;
                yield return Key(path, field, call, type) with { Source = source };
                foreach (var inner in depth < Deepest ? Inner(path, type, depth) : [])
                {
                    yield return inner;
                }
            }
        }
    }

    private IEnumerable<DeclaredKey> Inner(string path, PythonType type, int depth) =>
        type.Sections.SelectMany(section => KeysOf(section, path + ".", depth + 1))
            .Concat(type.ElementSections.SelectMany(section => KeysOf(section, path + ".*.", depth + 1)))
            .GroupBy(key => key.Path, StringComparer.Ordinal)
            .Select(Merged);

    /// <summary>One key out of the declarations of several classes: it has a default only where they agree.</summary>
    public static DeclaredKey Merged(IGrouping<string, DeclaredKey> same)
    {
        var first = same.First();
        var alike = same.All(key => key.Default == first.Default);
        return same.Count() == 1 ? first : first with
        {
            Types = string.Join('|', same.SelectMany(key => key.Types.Split('|')).Where(type => type.Length > 0).Distinct()),
            Default = alike ? first.Default : "",
            Values = same.All(key => key.Values.Length > 0) ? string.Join('|', same.SelectMany(key => key.Values.Split('|')).Distinct())
                : "",
        };
    }

    private static DeclaredKey Key(string path, PythonField field, PythonCallSyntax? call, PythonType type)
    {
        var values = call is not null && ChoicesOf(call) is { Count: > 0 } choices ? choices : type.Values;
        return new DeclaredKey(
            path,
            string.Join('|', type.Types.Where(one => one != "section").Concat(type.Sections.Count > 0 ? ["section"] : [])),
            (call is null ? PythonExpression.Literal(field.Value) : DefaultOf(call)) ?? "",
            string.Join('|', values),
            call is null ? "" : OutdatedOf(call));
    }

    private static string OutdatedOf(PythonCallSyntax call) =>
        call.Named.TryGetValue("deprecated", out var sentence) ? Replacement(sentence)
        : !call.Named.TryGetValue("json_schema_extra", out var extra) || Entry(extra, "deprecated") is not { } flag
        || PythonExpression.Literal(flag) != "true" ? ""
        : Entry(extra, "new_param") is { } other && PythonExpression.Text(other) is { Length: > 0 } name ? "is called '" + name + "' now"
        : "is outdated";

    // deprecated="Use `dataset_num_proc` instead. ..." names the other key between backticks; the sentence itself stays where it is.
    private static string Replacement(PythonToken[] deprecated)
    {
        var names = (PythonExpression.Text(deprecated) ?? "").Split('`');
        return names.Length > 2 ? "is called '" + names[1] + "' now" : "is outdated";
    }

    private static string? DefaultOf(PythonCallSyntax call) =>
        call.Named.TryGetValue("default", out var written) ? PythonExpression.Literal(written)
        : call.Named.TryGetValue("default_factory", out var factory) ? FactoryDefault(factory)
        : call.Positional.Count > 0 ? PythonExpression.Literal(call.Positional[0])
        : null;

    private static string? FactoryDefault(PythonToken[] factory) =>
        factory.Length == 1 && factory[0].Is("list") ? "[]"
        : factory.Length == 1 && factory[0].Is("dict") ? "{}"
        : factory.Length > 2 && factory[0].Is("lambda") && factory[1].Is(":") ? PythonExpression.Literal(factory.AsSpan()[2..])
        : null;

    // field(metadata={"choices": [...]}), as HfArgumentParser reads it.
    private static IReadOnlyList<string> ChoicesOf(PythonCallSyntax call)
    {
        return call.Named.TryGetValue("metadata", out var metadata) && Entry(metadata, "choices") is { } choices
            ? PythonExpression.Elements(choices) : [];
    }

    private static PythonToken[]? Entry(PythonToken[] mapping, string key) => mapping.Length < 2 || !mapping[0].Is("{")
        ? null
        : PythonLine.Split(mapping.AsSpan()[1..^1])
            .FirstOrDefault(entry =>
                entry.Length > 2 && entry[0].Kind == PythonTokenKind.String && entry[0].Text == key && entry[1].Is(":"))?[2..];

    private static IEnumerable<string> NamesOf(string name, PythonCallSyntax? call)
    {
        var alias = call is not null && call.Named.TryGetValue("alias", out var written) ? PythonExpression.Text(written) : null;
        return alias is null || alias == name ? [name] : [alias, name];
    }

    // Bases first, as Python collects dataclass fields; a field that is declared again keeps its place and takes the later declaration.
    private List<(PythonField Field, string Source)> FieldsOf(PythonClass one, HashSet<string> seen)
    {
        var fields = new List<(PythonField Field, string Source)>();
        if (!seen.Add(one.Name))
        {
            return fields;
        }

        var inherited = one.Bases.Reverse().Where(classes.ContainsKey).SelectMany(name => FieldsOf(classes[name], seen)).ToArray();
        foreach (var item in inherited.Concat(one.Fields.Where(IsKey).Select(field => (field, one.Source))))
        {
            var at = fields.FindIndex(other => other.Field.Name == item.Item1.Name);
            if (at < 0)
            {
                fields.Add(item);
            }
            else
            {
                fields[at] = item;
            }
        }

        return fields;
    }

    private static bool IsKey(PythonField field) =>
        field.Annotation.Length > 0 && field.Name[0] != '_' && !field.Annotation[0].Is("ClassVar")
            && !(field.Name == "model_config" && field.Annotation[0].Is("ConfigDict"));
}
