using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests.Configuration;

/// <summary>What becomes of an error, of the rule book or configured, in a build and in one that the command line starts.</summary>
public class SeverityTests
{
    private const string Error = "error";

    [Fact]
    public async Task ErrorOfTheRuleBook_IsAWarningThatSaysSo()
    {
        var found = await Judge(rate: "-0.1");

        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Equal(Error, found.Properties["severity"]);
    }

    [Fact]
    public async Task WarningOfTheRuleBook_SaysNothingMore()
    {
        var found = await Judge(rate: "0.1");

        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.DoesNotContain("severity", found.Properties.Keys);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task ConfiguredError_BreaksTheBuild() =>
        Assert.Equal(DiagnosticSeverity.Error, (await Judge(rate: "0.1", configured: Error)).Severity);

    [Fact]
    public async Task ConfiguredError_DoesNotBreakABuildOfTheCommandLine()
    {
        var found = await Judge(rate: "0.1", configured: Error, keepsBuilding: true);

        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Equal(Error, found.Properties["severity"]);
    }

    [Fact]
    public async Task ConfiguredWarning_IsNoErrorAnyMore() =>
        Assert.DoesNotContain("severity", (await Judge(rate: "-0.1", configured: "warning")).Properties.Keys);

    [Theory]
    [InlineData("rules: {learning-rate-too-high: error}\n", DiagnosticSeverity.Error)]
    [InlineData("per-file:\n  '*.cs':\n    rules: {learning-rate-too-high: error}\n", DiagnosticSeverity.Error)]
    [InlineData("per-file:\n  '*.yaml':\n    rules: {learning-rate-too-high: error}\n", DiagnosticSeverity.Warning)]
    public async Task SettingsOfTheProject_HoldForCodeToo(string settings, DiagnosticSeverity severity) =>
        Assert.Equal(severity, (await Judge(rate: "0.1", settings: settings)).Severity);

    private static async Task<Diagnostic> Judge(string rate, string? configured = null, bool keepsBuilding = false, string? settings = null)
    {
        var compilation = Compilations.Compile(new SnippetOptions(), $$"""
            using TorchSharp;

            public static class Training
            {
                public static void Run(torch.nn.Module<torch.Tensor, torch.Tensor> model)
                {
                    using var optimizer = torch.optim.Adam(model.parameters(), {{rate}});
                }
            }
            """);
        var files = new Dictionary<string, string>();
        foreach (var rule in configured is null ? [] : new[] { "learning-rate-invalid", "learning-rate-too-high" })
        {
            files.Add("traininglint." + rule + ".severity", configured!);
        }

        var global = new Dictionary<string, string>();
        if (keepsBuilding)
        {
            global.Add("build_property.TrainingLintKeepsBuilding", "true");
        }

        var tree = compilation.SyntaxTrees[0];
        compilation = compilation.ReplaceSyntaxTree(tree, tree.WithFilePath("/p/Training.cs"));
        AdditionalText[] additional = settings is null ? [] : [new MemoryFile("/p/traininglint.yaml", settings)];
        var options = new Options(new MapOptions(files), new MapOptions(global));
        var found = await Compilations.Analyze(compilation, additional, options);
        return Assert.Single(found.Where(diagnostic => diagnostic.Id is "TL0101" or "TL0102"));
    }

    private sealed class MemoryFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options(AnalyzerConfigOptions files, AnalyzerConfigOptions global) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => global;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => files;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => files;
    }
}
