using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using TrainingLint.Analyzers.Tests.Verification;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Analyzers.Tests;

/// <summary>The examples that users are shown must do what they say.</summary>
public sealed class RuleExamplesTests
{
    public static IEnumerable<object[]> Rules =>
        RuleBook.Rules.Where(rule => rule.Info.ExampleLanguage == ExampleLanguage.CSharp).Select(rule => new object[] { rule.Info.Id });

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task RiskyExample_IsFound(string id) => Assert.Contains(id, await Found(RuleBook.Find(id)!.Info.Risky));

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task SoundExample_IsSilent(string id) => Assert.DoesNotContain(id, await Found(RuleBook.Find(id)!.Info.Sound));

    private static async Task<IEnumerable<string>> Found(string example)
    {
        var compilation = Compilations.Compile(new SnippetOptions(), Snippets.Method(example));
        Verify.AssertCompiles(compilation);
        return (await Compilations.Analyze(compilation)).Select(diagnostic => diagnostic.Id);
    }
}
