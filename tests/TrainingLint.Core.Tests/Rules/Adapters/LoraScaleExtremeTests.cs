using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Adapters;

namespace TrainingLint.Core.Tests.Rules.Adapters;

public class LoraScaleExtremeTests : RecipeRuleTests<LoraScaleExtreme>
{
    [Fact]
    public void AlphaFarAboveTheRank_Warns()
    {
        var finding = Fires(Lora(alpha: 512, rank: 8), Severity.Warning, "Alpha 512 over rank 8", "by 64", "one to two times");
        Assert.Equal("loraAlpha", finding.Key);
    }

    [Fact]
    public void AlphaFarBelowTheRank_Warns() => Fires(Lora(alpha: 1, rank: 16), Severity.Warning, "0.0625");

    [Theory]
    [InlineData(64, 8)]
    [InlineData(1, 8)]
    public void EightTimesEitherWay_IsStillSilent(double alpha, double rank) => IsSilent(Lora(alpha, rank));

    [Fact]
    public void DefaultAlphaWithAHighRank_FiresAtTheRank()
    {
        var finding = Fires(A.Recipe().ByDefault(Facts.LoraAlpha, 16.0).With(Facts.LoraRank, 256), Severity.Info, "is 16 by default", "over rank 256");
        Assert.Equal("loraRank", finding.Key);
    }

    [Fact]
    public void RankStabilizedScaling_IsSilent() => IsSilent(Lora(alpha: 512, rank: 8).Being(Facts.RankStabilized));

    [Fact]
    public void UnknownZeroOrDefault_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.LoraAlpha, 512).Unresolved(Facts.LoraRank));
        IsSilent(Lora(alpha: 16, rank: 0));
        IsSilent(A.Recipe().ByDefault(Facts.LoraAlpha, 512.0).ByDefault(Facts.LoraRank, 8.0));
    }

    [Fact]
    public void LimitsOfTheTeam_GoBeforeEightTimes()
    {
        Assert.Single(JudgedWith("max", "2", Lora(alpha: 64, rank: 16)));
        Assert.Single(JudgedWith("min", "1", Lora(alpha: 8, rank: 16)));
    }

    private static RecipeFactory Lora(double alpha, double rank) => A.Recipe().With(Facts.LoraAlpha, alpha).With(Facts.LoraRank, rank);
}
