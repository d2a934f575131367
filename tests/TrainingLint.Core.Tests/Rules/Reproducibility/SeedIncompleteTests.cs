using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reproducibility;

namespace TrainingLint.Core.Tests.Rules.Reproducibility;

public class SeedIncompleteTests : RecipeRuleTests<SeedIncomplete>
{
    [Fact]
    public void RandomOrderOfDataBesideASeed_IsWorthKnowing()
    {
        var finding = Fires(A.Recipe().With(Facts.Seed, 42).With(Facts.DataSeed, -1), Severity.Info, "seeded with 42", "order of the data");
        Assert.Equal("dataSeed", finding.Key);
    }

    [Fact]
    public void ZeroIsASeed() => IsSilent(A.Recipe().With(Facts.Seed, 0).With(Facts.DataSeed, 0));

    [Fact]
    public void NoSeedAtAll_IsLeftToMissingSeed() => IsSilent(A.Recipe().With(Facts.Seed, -1).With(Facts.DataSeed, -1));

    [Fact]
    public void DataSeedThatFollowsTheMainOne_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.Seed, 42).Without(Facts.DataSeed));
        IsSilent(A.Recipe().With(Facts.Seed, 42).Unresolved(Facts.DataSeed));
        IsSilent(A.Recipe().Unresolved(Facts.Seed).With(Facts.DataSeed, -1));
    }
}
