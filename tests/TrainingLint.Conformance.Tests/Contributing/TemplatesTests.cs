using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace TrainingLint.Conformance.Tests.Contributing;

/// <summary>
/// Plays CONTRIBUTING.md: what <c>docs/templates</c> holds of each kind is added to a copy of the repository as it stands, without a second
/// entry anywhere; then the documents are written, all is built, and the new tests and those that hold the house together run. One
/// test, because one build serves all kinds.
/// </summary>
public sealed class TemplatesTests
{
    private const string Generator = "tools/TrainingLint.DocGenerator";
    private const string Format = "places";

    // Warnings and styles are what every build of the repository looks at; this one is about what holds together.
    private static readonly string[] Quick =
        ["-c", "Release", "--nologo", "-v", "quiet", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false"];

    private static readonly string[] Generate = ["run", "--project", Generator, "-c", "Release", "--no-build", "--"];

    private static readonly string[] Projects = ["Core", "Configs", "Analyzers", "Cli", "Conformance"];

    private static readonly string[] Kinds = ["rule", "code-rule", "dialect", "dialect-in-code", "format"];

    // The new tests, and what the house asks of every rule, dialect and format; of the long tables only the new rows.
    private static readonly string[] Tests =
    [
        "FullyQualifiedName~FaintMomentumTests", "FullyQualifiedName~RateNeverDecaysTests", "FullyQualifiedName~CountedTrainerTests",
        "FullyQualifiedName~GoldenReportTests", "FullyQualifiedName~ReleaseTrackingTests", "FullyQualifiedName~RuleBookTests",
        "FullyQualifiedName~DocumentationTests", "FullyQualifiedName~HouseRuleTests",
        "FullyQualifiedName~RuleGoldenTests.EveryConfigRule",
        "DisplayName~template-trainer", "DisplayName~faint-momentum", "DisplayName~rate-never-decays",
    ];


    [Fact]
    public void EveryTemplate_IsPlayed() =>
        Assert.Equal(Kinds.Order(), Directory.GetDirectories(Repository.PathOf("docs", "templates")).Select(Path.GetFileName).Order());

    [Fact]
    public void Contributing_NamesEveryTemplate()
    {
        var text = File.ReadAllText(Repository.PathOf("CONTRIBUTING.md"));
        Assert.All(Kinds, kind => Assert.Contains("(docs/templates/" + kind + ")", text, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task AdditionsOfEachKind_NeedNoSecondEntry()
    {
        using var copy = RepositoryCopy.Make();
        foreach (var kind in Kinds)
        {
            copy.Add(Repository.PathOf("docs", "templates", kind));
        }

        await copy.Run(["build", Generator, .. Quick]);
        var written = await copy.Run([.. Generate]);
        Assert.Contains("docs/rules/TL0299.md: written", written, StringComparison.Ordinal);
        Assert.Contains("docs/rules/TL2099.md: written", written, StringComparison.Ordinal);

        File.WriteAllText(copy.PathOf("Played.slnf"), Filter());
        await copy.Run(["build", "Played.slnf", .. Quick]);

        var golden = copy.PathOf("tests", "TrainingLint.Cli.Tests", "Reports", "Golden");
        var before = Texts(golden);
        await copy.Run(["test", BuiltTests("Cli"), "--filter", "FullyQualifiedName~GoldenReportTests"], ("UPDATE_GOLDEN", "1"));
        var after = Texts(golden);
        Assert.Equal([Format + ".txt"], after.Keys.Except(before.Keys));
        Assert.Contains("TL9001", after[Format + ".txt"], StringComparison.Ordinal);
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));

        await copy.Run(["test", .. Projects.Select(BuiltTests), "--filter", string.Join('|', Tests)]);
        await copy.Run([.. Generate, "--check"]);
    }

    private static string BuiltTests(string project) =>
        $"tests/TrainingLint.{project}.Tests/bin/Release/net10.0/TrainingLint.{project}.Tests.dll";

    private static string Filter() => JsonSerializer.Serialize(new
    {
        solution = new { path = "TrainingLint.sln", projects = Projects.Select(name => $"tests/TrainingLint.{name}.Tests/TrainingLint.{name}.Tests.csproj") },
    });

    private static Dictionary<string, string> Texts(string folder) =>
        Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);
}
