using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TrainingLint.Configs;
using TrainingLint.Configs.Reading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Reports;

/// <summary>
/// A dialect's keys as a JSON Schema. It says what is known and leaves everything else open: other keys may stand anywhere, each key may be
/// empty, and a reference or placeholder may take the place of any value.
/// </summary>
internal static class DialectSchema
{
    private const string Computed = "#/$defs/computed";

    /// <summary>Writes the schema of a dialect that <see cref="KnownKeys"/> describes.</summary>
    public static void Write(Utf8JsonWriter json, string dialect)
    {
        var root = new Level();
        foreach (var key in KnownKeys.Of(dialect))
        {
            root.Add(key.Path.Split('.'), key);
        }

        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("title", "Training configs of " + KnownKeys.FrameworkOf(dialect));
        json.WriteString("description", "Written by traininglint " + JsonOutput.ToolVersion + " from "
            + (KnownKeys.SourceOf(dialect) is { } source
            ? "the keys of " + source + "."
            : "the keys of the dialect '" + dialect + "' that bear on a training recipe."));
        WriteMembers(json, root);
        json.WriteStartObject("$defs");
        json.WriteStartObject("computed");
        json.WriteString("description", "A reference, a placeholder, a Python tuple, or a word by which the framework finds the value itself.");
        json.WriteString("type", "string");
        json.WriteString("pattern", @"^\(|[$?{<!]|^lin_|^(auto|[Nn]one|null|~|)$");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLevel(Utf8JsonWriter json, Level level)
    {
        json.WriteStartObject();
        if (level.Key is { } key)
        {
            WriteKey(json, key, level.Inner.Count > 0);
        }

        WriteMembers(json, level);
        json.WriteEndObject();
    }

    // A whole number as a segment is a place in a list, an asterisk any name.
    private static void WriteMembers(Utf8JsonWriter json, Level level)
    {
        WriteGroup(json, "properties",
            level.Inner.Where(inner => !inner.Name.Contains('*', StringComparison.Ordinal) && !IsIndex(inner.Name)), name => name);
        WriteGroup(
            json,
            "patternProperties",
            level.Inner.Where(inner => inner.Name.Contains('*', StringComparison.Ordinal)),
            name => "^" + Regex.Escape(name).Replace("\\*", ".*", StringComparison.Ordinal) + "$");
    }

    private static void WriteGroup(Utf8JsonWriter json, string group, IEnumerable<Level> levels, Func<string, string> written)
    {
        Level[] all = [.. levels];
        if (all.Length == 0)
        {
            return;
        }

        json.WriteStartObject(group);
        foreach (var level in all)
        {
            json.WritePropertyName(written(level.Name));
            WriteLevel(json, level);
        }

        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, KnownKey key, bool isAlsoSection)
    {
        json.WriteString("description", Describe(key));
        if (key.Default is { } standard)
        {
            JsonOutput.WriteValue(json, "default", standard);
        }

        if (key.Outdated is not null)
        {
            json.WriteBoolean("deprecated", true);
        }

        if (key.Values.Count > 0 && key.Setting is not SettingKey<bool>)
        {
            json.WriteStartArray("examples");
            foreach (var value in key.Values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        if (!isAlsoSection && TypesOf(key) is { Length: > 0 } types)
        {
            json.WriteStartArray("anyOf");
            foreach (var type in types)
            {
                WriteType(json, key, type);
            }

            json.WriteStartObject();
            json.WriteString("$ref", Computed);
            json.WriteEndObject();
            WriteType(json, key, "null");
            json.WriteEndArray();
        }
    }

    private static void WriteType(Utf8JsonWriter json, KnownKey key, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        if (type == "number" && key.Form == ValueForm.AboveZero)
        {
            json.WriteNumber("exclusiveMinimum", 0);
        }

        json.WriteEndObject();
    }

    // Where the framework computes with what is written, nothing is said about its form; numbers may come as lists, one for each stage.
    private static string[] TypesOf(KnownKey key) => key.Form switch
    {
        ValueForm.WholeNumber => ["integer"],
        ValueForm.Number or ValueForm.AboveZero => ["number"],
        ValueForm.Text => ["string"],
        ValueForm.Flag => ["boolean"],
        ValueForm.List => ["array"],
        _ => !key.IsPlain ? Declared(key) : key.Setting switch
        {
            SettingKey<double> => ["number", "array"],
            SettingKey<bool> => ["boolean"],
            SettingKey<IReadOnlyList<double>> => ["array", "number"],
            _ => [],
        },
    };

    // A number of the source takes any spelling of a number, and a text what YAML would make a number of.
    private static string[] Declared(KnownKey key) => key.Types.Count == 0 || key.Types.Any(type => type is "any" or "gone" or "older")
        ? []
        : [.. key.Types.SelectMany(FormsOf).Distinct()];

    private static string[] FormsOf(string type) => type switch
    {
        "int" => ["integer"],
        "float" => ["number"],
        "bool" => ["boolean"],
        "list" => ["array"],
        "map" or "section" => ["object"],
        "null" => [],
        _ => ["string", "number", "boolean"],
    };

    private static string Describe(KnownKey key)
    {
        var text = new StringBuilder(key.Setting is { } setting
            ? char.ToUpperInvariant(setting.Description[0]) + setting.Description[1..] + "."
            : "Read by the framework.");
        if (key is { IsPlain: true, Setting.Domain: { } domain })
        {
            text.Append(" Usually ").Append(domain.Text).Append('.');
        }

        if (key.Outdated is { } outdated)
        {
            text.Append(" The key ").Append(outdated).Append('.');
        }

        return key.Note is null ? text.ToString() : text.Append(' ').Append(key.Note).ToString();
    }

    private static bool IsIndex(string segment) => segment.Length > 0 && segment.All(char.IsAsciiDigit);

    private sealed class Level(string name = "")
    {
        private readonly List<Level> _inner = [];

        public string Name { get; } = name;

        public KnownKey? Key { get; private set; }

        public IReadOnlyList<Level> Inner => _inner;

        public void Add(ReadOnlySpan<string> path, KnownKey key)
        {
            if (path.IsEmpty)
            {
                Key = key;
                return;
            }

            var name = path[0];
            var next = _inner.Find(level => level.Name == name);
            if (next is null)
            {
                next = new Level(name);
                _inner.Add(next);
            }

            next.Add(path[1..], key);
        }
    }
}
