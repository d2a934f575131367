using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reproducibility;

namespace TrainingLint.Core.Tests.Rules.Reproducibility;

public class MissingSeedTests : RecipeRuleTests<MissingSeed>
{
    [Fact]
    public void SeedUsuallyWrittenButAbsent_Warns()
    {
        var finding = Fires(A.Recipe().Meaning(Facts.Seed, Meaning.UsuallyWritten).With(Facts.LearningRate, 0.1).Without(Facts.Seed),
            Severity.Warning, "No seed is set", "such as 42");
        Assert.Equal(2, finding.Place.Line);
        Assert.Null(finding.Key);
    }

    [Fact]
    public void WrittenAsNothing_IsShownWhereItStands()
    {
        var recipe = A.Recipe().With(Facts.LearningRate, 0.1).WrittenAsNothing(Facts.Seed);
        Assert.Equal(3, Fires(recipe, Severity.Info, "No seed is set here").Place.Line);
    }

    [Fact]
    public void AbsentWhereItIsAHabit_IsInformation() => Fires(A.Recipe().Without(Facts.Seed), Severity.Info, "No seed is set");

    [Fact]
    public void AnySeed_IsSilent() => IsSilent(A.Recipe().With(Facts.Seed, 0));

    [Fact]
    public void DefaultOfTheFramework_IsASeed() => IsSilent(A.Recipe().Meaning(Facts.Seed, Meaning.UsuallyWritten).ByDefault(Facts.Seed, 42.0));

    [Fact]
    public void UnknownOrFragment_IsSilent()
    {
        IsSilent(A.Recipe());
        IsSilent(A.Recipe().Unresolved(Facts.Seed));
        IsSilent(A.Recipe().AsFragment().Without(Facts.Seed));
    }
}
