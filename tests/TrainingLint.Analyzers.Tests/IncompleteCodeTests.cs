using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Analyzers.Tests;

/// <summary>
/// In an editor code is incomplete most of the time. Tokens of sound snippets are deleted at random; no analyzer may throw.
/// TRAININGLINT_FUZZ sets the number of variants.
/// </summary>
public sealed class IncompleteCodeTests
{
    private const int MostDeletions = 6;

    private static readonly string[] Snippets =
    [
        .. RuleBook.Rules.Where(rule => rule.Info.ExampleLanguage == ExampleLanguage.CSharp)
            .SelectMany(rule => new[] { rule.Info.Risky, rule.Info.Sound })
            .Select(Verification.Snippets.Method),
    ];

    // An empty name stands everywhere in a text.
    [Theory]
    [InlineData("public sealed class (torch.nn.Module<Tensor, Tensor> net, double rate) { public torch.optim.Optimizer Make() => torch.optim.SGD(net.parameters(), rate); }")]
    [InlineData("public sealed class Training { public void (torch.nn.Module<Tensor, Tensor> net, double rate) { torch.optim.SGD(net.parameters(), rate); } }")]
    [InlineData("public sealed class Training { private double ; public void Run(torch.nn.Module<Tensor, Tensor> ) => torch.optim.SGD(.parameters(), this.); }")]
    public async Task DeclarationWithoutAName_IsReadToItsEnd(string declaration)
    {
        var found = await Compilations.Analyze(Compilations.Compile(new SnippetOptions(), Verification.Snippets.Usings + declaration));
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task RandomlyDeletedTokens_NeverMakeAnAnalyzerThrow()
    {
        var variants = int.Parse(Environment.GetEnvironmentVariable("TRAININGLINT_FUZZ") ?? "300", CultureInfo.InvariantCulture);
        var random = new Random(1);
        for (var i = 0; i < variants; i++)
        {
            var broken = WithoutSomeTokens(Snippets[i % Snippets.Length], random);
            var found = await Compilations.Analyze(Compilations.Compile(new SnippetOptions { IsProgram = i % 2 == 0 }, broken));
            Assert.True(found.All(diagnostic => diagnostic.Id != "AD0001"), broken + string.Join("\n", found));
        }
    }

    private static string WithoutSomeTokens(string code, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens().ToList();
        var deleted = new HashSet<int>(Enumerable.Range(0, 1 + random.Next(MostDeletions)).Select(_ => random.Next(tokens.Count)));
        return string.Concat(tokens.Select((token, index) =>
            deleted.Contains(index) ? token.LeadingTrivia.ToFullString() + token.TrailingTrivia.ToFullString() : token.ToFullString()));
    }
}
