using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reproducibility;

namespace TrainingLint.Core.Tests.Rules.Reproducibility;

public class NondeterministicModeTests : RecipeRuleTests<NondeterministicMode>
{
    [Fact]
    public void SeedWithNondeterministicAlgorithms_IsWorthKnowing()
    {
        var finding = Fires(A.Recipe().With(Facts.Seed, 42).With(Facts.Deterministic, false), Severity.Info, "seed is set", "switched off");
        Assert.Equal("deterministic", finding.Key);
    }

    [Fact]
    public void DeterministicAlgorithms_AreSilent() => IsSilent(A.Recipe().With(Facts.Seed, 42).With(Facts.Deterministic, true));

    [Fact]
    public void WithoutASeed_NothingIsPromised() => IsSilent(A.Recipe().ByDefault(Facts.Seed, 42.0).With(Facts.Deterministic, false));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.Seed, 42).ByDefault(Facts.Deterministic, false));
        IsSilent(A.Recipe().With(Facts.Seed, 42).Unresolved(Facts.Deterministic));
        IsSilent(A.Recipe().Unresolved(Facts.Seed).With(Facts.Deterministic, false));
    }
}
