using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Cli.Projects;

/// <summary>What one compilation had to say, as far as it concerns this tool. The places of the findings name absolute paths.</summary>
/// <param name="Findings">The findings of the analyzers.</param>
/// <param name="Defects">Why analyzers could not do their work, in the compiler's words.</param>
internal sealed record CompilerLog(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Defects)
{
    /// <summary>The recipes and parts of recipes, in a build that asks for them.</summary>
    public IReadOnlyList<CodeRecipe> Recipes { get; init; } = [];

    // An analyzer that threw, cannot be created, cannot be loaded, or wants a newer compiler. The build goes on without it, and
    // nothing else would tell that code was not judged.
    private static readonly string[] DefectIds = ["AD0001", "CS8032", "CS8033", "CS8034", "CS9057"];

    /// <summary>Reads a log in the compiler's SARIF 2.1 (roslyn, SarifV2ErrorLogger).</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static CompilerLog Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var results = Elements(json.RootElement, "runs").SelectMany(run => Elements(run, "results")).ToArray();
        return new CompilerLog(
            [.. results.Select(FindingOf).OfType<Finding>()],
            [.. results.Where(IsDefect).Select(MessageOf)])
        {
            Recipes = [.. results.Where(result => Text(result, "ruleId") == CodeRecipe.RuleId).Select(RecipeOf).OfType<CodeRecipe>()],
        };
    }

    private static bool IsDefect(JsonElement result) =>
        DefectIds.Contains(Text(result, "ruleId")) && MessageOf(result).Contains("TrainingLint", StringComparison.Ordinal);

    private static CodeRecipe? RecipeOf(JsonElement result)
    {
        var properties = Member(Member(result, "properties"), "customProperties");
        return properties.ValueKind == JsonValueKind.Object && PlaceOf(result) is { } place
            ? new CodeRecipe(place, properties.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String)
                .DistinctBy(property => property.Name)
                .ToDictionary(property => property.Name, property => property.Value.GetString()!, StringComparer.Ordinal))
            : null;
    }

    private static Finding? FindingOf(JsonElement result)
    {
        var rule = RuleBook.Rules.FirstOrDefault(rule => rule.Info.Id == Text(result, "ruleId"))?.Info;
        return rule is not null && SeverityOf(result) is { } severity && PlaceOf(result) is { } place
            ? new Finding
            {
                Rule = rule,
                Severity = severity,
                Message = MessageOf(result),
                Place = place,
                Suppression = SuppressionOf(result)
            }
            : null;
    }

    // What the rule book calls an error is a warning to the compiler, so that no build breaks; the analyzer notes what it was.
    private static Severity? SeverityOf(JsonElement result) => (Text(result, "level"), Text(Member(Member(result, "properties"), "customProperties"), "severity")) switch
    {
        ("none", _) => null,
        ("error", _) or (_, "error") => Severity.Error,
        ("note", _) => Severity.Info,
        _ => Severity.Warning,
    };

    private static Place? PlaceOf(JsonElement result)
    {
        var physical = Elements(result, "locations").Select(location => Member(location, "physicalLocation")).FirstOrDefault();
        if (!Uri.TryCreate(Text(Member(physical, "artifactLocation"), "uri"), UriKind.Absolute, out var uri))
        {
            return null;
        }

        var region = Member(physical, "region");
        var (line, column) = (Number(region, "startLine", 1), Number(region, "startColumn", 1));
        return new Place(uri.LocalPath, line, column, Number(region, "endLine", line), Number(region, "endColumn", column));
    }

    // A pragma has no place for a reason; an attribute has one.
    private static Suppression? SuppressionOf(JsonElement result) =>
        Elements(result, "suppressions").Select(suppression => new Suppression(SuppressionKind.Comment, Text(suppression, "justification"))).FirstOrDefault();

    private static string MessageOf(JsonElement result) => Text(Member(result, "message"), "text") ?? "";

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static IEnumerable<JsonElement> Elements(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int Number(JsonElement element, string name, int otherwise) =>
        Member(element, name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : otherwise;
}
