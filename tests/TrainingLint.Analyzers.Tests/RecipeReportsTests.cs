using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TrainingLint.Analyzers.Tests.Verification;

namespace TrainingLint.Analyzers.Tests;

/// <summary>What the analyzers tell the probe, in the build that asks for it.</summary>
public sealed class RecipeReportsTests
{
    [Fact]
    public async Task Optimizer_IsTold_WithItsFactsAndPlaces()
    {
        var recipe = Assert.Single(await Read("""
            const double Rate = 0.125;
            var sgd = torch.optim.SGD(model.parameters(), Rate, momentum: 0.9, weight_decay: 1e-4);
            var scheduler = torch.optim.lr_scheduler.StepLR(sgd, 10, gamma: 0.5);
            """));

        Assert.Equal(DiagnosticSeverity.Info, recipe.Severity);
        Assert.Equal(
            ["optimizer", "SGD", "0.125", "0.9", "0.0001", "StepLR", "10", "0.5"],
            new[] { "role", "optimizer", "learningRate", "momentum", "weightDecay", "schedule", "scheduleLength", "decayFactor" }
                .Select(name => recipe.Properties[name]));

        // Where it is handed over.
        var line = recipe.Location.GetLineSpan().StartLinePosition.Line + 1;
        Assert.StartsWith($"learningRate|{line}|", recipe.Properties["learningRate.at"]);
        Assert.EndsWith("|Snippet.cs", recipe.Properties["learningRate.at"]);
    }

    [Fact]
    public async Task Nobody_IsToldUnasked()
    {
        const string Body = "var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9);";
        var compilation = Compilations.Compile(new SnippetOptions(), Snippets.Method(Body));

        Assert.DoesNotContain(await Compilations.Analyze(compilation), diagnostic => diagnostic.Id == "TL0001");
    }

    [Fact]
    public async Task TopLevelProgram_IsTold()
    {
        const string Program = """
            using TorchSharp;
            using static TorchSharp.torch;

            var model = nn.Linear(2, 1);
            var adam = torch.optim.AdamW(model.parameters(), lr: 3e-4);
            """;

        var recipe = Assert.Single(await Read(new SnippetOptions { IsProgram = true }, Program));

        Assert.Equal(("AdamW", "0.0003"), (recipe.Properties["optimizer"], recipe.Properties["learningRate"]));
        Assert.Contains("beta2", recipe.Properties.Keys);
        Assert.DoesNotContain("beta2.at", recipe.Properties.Keys);
    }

    [Theory]
    [InlineData("nesterov: true", "SGD (Nesterov)")]
    [InlineData("nesterov: false", "SGD")]
    public async Task Nesterov_IsPartOfTheName(string argument, string name)
    {
        var recipe = Assert.Single(await Read($"var sgd = torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9, {argument});"));

        Assert.Equal(name, recipe.Properties["optimizer"]);
    }

    [Fact]
    public async Task OneCycle_RunsAtItsPeak()
    {
        var recipe = Assert.Single(await Read("""
            var sgd = torch.optim.SGD(model.parameters(), 0.01, momentum: 0.9);
            var scheduler = torch.optim.lr_scheduler.OneCycleLR(sgd, 0.25, total_steps: 100);
            """));

        Assert.Equal("0.25", recipe.Properties["learningRate"]);
    }

    [Fact]
    public async Task RateThatAFunctionMultiplies_IsNotTold()
    {
        var recipe = Assert.Single(await Read("""
            var adam = torch.optim.Adam(model.parameters(), 1.0);
            var scheduler = torch.optim.lr_scheduler.LambdaLR(adam, epoch => 0.001 / (epoch + 1));
            """));

        Assert.DoesNotContain("learningRate", recipe.Properties.Keys);
    }

    [Fact]
    public async Task LoadersAndClipping_AreToldAsParts()
    {
        var parts = await Read("""
            var loader = torch.utils.data.DataLoader(trainSet, 64, shuffle: true);
            var test = torch.utils.data.DataLoader(testSet, 512);
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            """);

        Assert.Equal(
            [("shuffledLoader", "64"), ("setting", "512"), ("setting", null)],
            parts.Select(part => (part.Properties["role"], part.Properties.GetValueOrDefault("batchSize"))));
        Assert.Equal("1", parts[2].Properties["gradientClipNorm"]);
    }

    private static Task<ImmutableArray<Diagnostic>> Read(string body) => Read(new SnippetOptions(), Snippets.Method(body));

    private static async Task<ImmutableArray<Diagnostic>> Read(SnippetOptions options, string source)
    {
        var compilation = Compilations.Compile(options, source);
        Verify.AssertCompiles(compilation);
        var found = await Compilations.Analyze(compilation, options: new Asking());
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return [.. found.Where(diagnostic => diagnostic.Id == "TL0001").OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private sealed class Asking : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } =
            new MapOptions(new Dictionary<string, string> { ["build_property.TrainingLintRecipes"] = "true" });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => MapOptions.Empty;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => MapOptions.Empty;
    }
}
