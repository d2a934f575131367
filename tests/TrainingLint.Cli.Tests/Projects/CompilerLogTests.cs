using System.Text.Json;
using TrainingLint.Cli.Projects;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Tests.Projects;

public class CompilerLogTests
{
    private const string Place = """
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "file:///src/my%20app/Train.cs" }, "region": { "startLine": 11, "startColumn": 33, "endLine": 12, "endColumn": 6 } } }]
        """;

    [Fact]
    public void Finding_HasItsRulePlaceAndMessage()
    {
        var finding = Assert.Single(Read($$"""{ "ruleId": "TL2001", "level": "warning", "message": { "text": "Never cleared." }, {{Place}} }""").Findings);

        Assert.Equal("missing-zero-grad", finding.Rule.Name);
        Assert.Equal("Never cleared.", finding.Message);
        Assert.Equal(new Place("/src/my app/Train.cs", 11, 33, 12, 6), finding.Place);
        Assert.Null(finding.Suppression);
    }

    [Theory]
    [InlineData("\"level\": \"note\",", Severity.Info)]
    [InlineData("\"level\": \"warning\",", Severity.Warning)]
    [InlineData("", Severity.Warning)]
    [InlineData("\"level\": \"error\",", Severity.Error)]
    [InlineData("\"level\": \"warning\", \"properties\": { \"customProperties\": { \"severity\": \"error\" } },", Severity.Error)]
    public void Level_IsTheSeverityThatIsMeant(string level, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Read($$"""{ "ruleId": "TL2001", {{level}} "message": { "text": "" }, {{Place}} }""").Findings).Severity);

    [Fact]
    public void RegionWithoutEnd_EndsWhereItStarts()
    {
        var finding = Assert.Single(Read("""{ "ruleId": "TL2001", "message": { "text": "" }, "locations": [{ "physicalLocation": { "artifactLocation": { "uri": "file:///a.cs" }, "region": { "startLine": 4, "startColumn": 2 } } }] }""").Findings);

        Assert.Equal(new Place("/a.cs", 4, 2, 4, 2), finding.Place);
    }

    [Fact]
    public void Pragma_AcceptsWithoutReason()
    {
        var finding = Assert.Single(Read($$"""{ "ruleId": "TL2001", "message": { "text": "" }, "suppressions": [{ "kind": "inSource", "properties": { "suppressionType": "Pragma Directive" } }], {{Place}} }""").Findings);

        Assert.Equal(new Suppression(SuppressionKind.Comment, null), finding.Suppression);
    }

    [Fact]
    public void Attribute_AcceptsWithItsJustification()
    {
        var finding = Assert.Single(Read($$"""{ "ruleId": "TL2001", "message": { "text": "" }, "suppressions": [{ "kind": "inSource", "justification": "a sweep" }], {{Place}} }""").Findings);

        Assert.Equal("a sweep", finding.Suppression?.Reason);
    }

    [Fact]
    public void EmptyListOfSuppressions_AcceptsNothing() =>
        Assert.False(Assert.Single(Read($$"""{ "ruleId": "TL2001", "message": { "text": "" }, "suppressions": [], {{Place}} }""").Findings).Suppressed);

    [Fact]
    public void Recipe_HasItsPlaceAndItsTexts_AndIsNoFinding()
    {
        const string Properties = """
            "properties": { "customProperties": { "role": "optimizer", "momentum": "0.9", "other": 1 } }
            """;
        var log = Read($$"""{ "ruleId": "TL0001", "level": "note", "message": { "text": "A recipe." }, {{Properties}}, {{Place}} }""");

        Assert.Empty(log.Findings);
        var recipe = Assert.Single(log.Recipes);
        Assert.True(recipe.IsOptimizer);
        Assert.Equal(new Place("/src/my app/Train.cs", 11, 33, 12, 6), recipe.Place);
        Assert.Equal("0.9", recipe.Texts["momentum"]);
        Assert.False(recipe.Texts.ContainsKey("other"));
    }

    [Fact]
    public void RecipeWithoutTexts_IsNone() =>
        Assert.Empty(Read($$"""{ "ruleId": "TL0001", "message": { "text": "" }, {{Place}} }""").Recipes);

    [Fact]
    public void OtherDiagnostics_AreLeftOut()
    {
        var log = Read($$"""{ "ruleId": "CS0168", "level": "warning", "message": { "text": "Never used." }, {{Place}} }, { "ruleId": "TL9999", "message": { "text": "" }, {{Place}} }""");

        Assert.Empty(log.Findings);
        Assert.Empty(log.Defects);
    }

    [Fact]
    public void AnalyzerThatFailed_IsADefect()
    {
        var log = Read("""{ "ruleId": "AD0001", "level": "warning", "message": { "text": "Analyzer 'TrainingLint.Analyzers.TrainingCodeAnalyzer' threw." } }""");

        Assert.Equal("Analyzer 'TrainingLint.Analyzers.TrainingCodeAnalyzer' threw.", Assert.Single(log.Defects));
    }

    [Fact]
    public void AnalyzerOfOthersThatFailed_IsTheirs() =>
        Assert.Empty(Read("""{ "ruleId": "AD0001", "level": "warning", "message": { "text": "Analyzer 'Other.Analyzer' threw." } }""").Defects);

    [Fact]
    public void LogWithoutRuns_SaysNothing() => Assert.Empty(CompilerLog.Read("{}").Findings);

    [Fact]
    public void TruncatedLog_IsNone() => Assert.ThrowsAny<JsonException>(() => CompilerLog.Read("""{ "runs": [{ "results": ["""));

    private static CompilerLog Read(string results) => CompilerLog.Read($$"""{ "version": "2.1.0", "runs": [{ "results": [{{results}}] }] }""");
}
