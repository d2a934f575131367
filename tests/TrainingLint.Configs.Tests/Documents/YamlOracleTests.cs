using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrainingLint.Configs.Documents;
using TrainingLint.Configs.Formats;
using TrainingLint.Configs.Loading;

namespace TrainingLint.Configs.Tests.Documents;

/// <summary>The reader against PyYAML, by cases that <c>.ci/yaml-oracle/generate.py</c> wrote with it.</summary>
[Trait("Needs", "PyYAML")]
public class YamlOracleTests
{
    private const string Cases = "TRAININGLINT_YAML_CASES";

    // What yaml.safe_load refuses, whichever framework calls it.
    private static readonly Loader SafeLoad = Loaders.PyYaml with { KnowsPythonTags = false };

    [CasesFact]
    public void EveryDocument_IsReadOrRefusedAsPyYamlDoes()
    {
        var (count, wrong) = (0, new List<string>());
        foreach (var line in File.ReadLines(Environment.GetEnvironmentVariable(Cases)!))
        {
            var expected = JsonNode.Parse(line)!;
            var text = (string)expected["text"]!;
            count++;
            if (Difference(text, expected) is { } difference)
            {
                wrong.Add(JsonSerializer.Serialize(text) + ": " + difference);
            }
        }

        Assert.True(count > 0, "no case was given");
        Assert.True(wrong.Count == 0, FormattableString.Invariant($"{wrong.Count} of {count} differ:\n") + string.Join("\n", wrong.Take(60)));
    }

    private static string? Difference(string text, JsonNode expected)
    {
        var parsed = DocumentParser.Parse(new SourceFile("config.yaml", text));
        var complaints = parsed.Problems.Concat(LoaderStrictness.Refused(parsed, SafeLoad)).Select(problem => problem.Message).ToArray();
        if (!(bool)expected["loads"]!)
        {
            return complaints.Length > 0 ? null : "is read, and PyYAML says: " + (string)expected["why"]!;
        }

        if (complaints.Length > 0)
        {
            return "is refused: " + complaints[0];
        }

        // Empty text and no text are told apart by no config.
        if (parsed.Roots.Count == 0)
        {
            return null;
        }

        var value = Canonical(parsed.Roots[0]);
        return JsonNode.DeepEquals(value, expected["value"]) ? null : value.ToJsonString() + " instead of " + expected["value"]!.ToJsonString();
    }

    // The same way of writing values as in generate.py.
    private static JsonNode Canonical(ConfigNode node) => node switch
    {
        ScalarNode scalar => JsonValue.Create(Text(scalar)),
        SequenceNode sequence => new JsonArray([.. sequence.Items.Select(Canonical)]),
        MappingNode mapping => new JsonObject
        {
            ["entries"] = new JsonArray([.. mapping.Entries
                .Select(entry => (Key: Text(entry.Key), entry.Value))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new JsonArray(JsonValue.Create(entry.Key), Canonical(entry.Value)))]),
        },
        _ => throw new InvalidOperationException(),
    };

    private static string Text(ScalarNode scalar)
    {
        var value = scalar.Read(ScalarSchema.Yaml11);
        var number = double.IsNaN(value.Number) ? "nan"
            : BitConverter.DoubleToInt64Bits(value.Number + 0.0).ToString("x16", CultureInfo.InvariantCulture);
        return value.Kind switch
        {
            ScalarKind.Integer => "i" + number,
            ScalarKind.Float => "f" + number,
            ScalarKind.Boolean => value.Number == 1 ? "b1" : "b0",
            ScalarKind.Null => "n",
            ScalarKind.Date => "d",
            _ => "s" + scalar.Text,
        };
    }

    private sealed class CasesFactAttribute : FactAttribute
    {
        public CasesFactAttribute()
        {
            if (Environment.GetEnvironmentVariable(Cases) is null)
            {
                Skip = "Needs cases that PyYAML answered; .ci/yaml-oracle/run makes them.";
            }
        }
    }
}
