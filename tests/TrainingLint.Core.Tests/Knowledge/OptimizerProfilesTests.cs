using System;
using System.Linq;
using TrainingLint.Core.Knowledge;

namespace TrainingLint.Core.Tests.Knowledge;

public class OptimizerProfilesTests
{
    public static TheoryData<string> Spellings => [.. OptimizerProfiles.Rows.Select(row => row.Spelling)];

    [Theory]
    [MemberData(nameof(Spellings))]
    public void EveryRow_IsComplete(string spelling)
    {
        var row = OptimizerProfiles.Rows.Single(candidate => candidate.Spelling == spelling);
        Assert.Matches("^[a-z0-9]+$", row.Spelling);
        Assert.NotEqual(OptimizerFamily.Unknown, row.Family);
        Assert.NotEmpty(row.ShownName);
        Assert.True(row.Source.Length > 10, row.Spelling + " has no source");
        Assert.InRange(row.UsualRate, 1e-6, 10);
        Assert.InRange(row.UsualWeightDecay, 0, 0.2);

        // The row is found by its own name, and not hidden by an earlier one.
        Assert.Same(row, OptimizerProfiles.Find(spelling));
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void UsualRate_IsNoneThatTheRulesWarnOf(string spelling)
    {
        var row = OptimizerProfiles.Find(spelling)!;
        if (row.Family != OptimizerFamily.SelfScaling)
        {
            var range = LearningRateRanges.Find(row.Family, Regime.FromScratch)!;
            Assert.InRange(row.UsualRate, range.WarnBelow, range.WarnAbove);
            Assert.True(row.UsualWeightDecay <= WeightDecayRanges.Find(row.Family, Regime.FromScratch).WarnAbove);
        }
    }

    [Fact]
    public void EveryFamily_HasARow() =>
        Assert.All(Enum.GetValues<OptimizerFamily>().Where(family => family != OptimizerFamily.Unknown),
            family => Assert.Equal(family, OptimizerProfiles.Find(family)!.Family));

    [Fact]
    public void AdamsUsualRate_IsOneNumber() =>
        Assert.Equal(OptimizerProfiles.Find("adam")!.UsualRate,
            LearningRateRanges.Find(OptimizerFamily.Adam, Regime.FromScratch)!.Usual(null), 12);

    [Theory]
    [InlineData("SophiaG", "Sophia", true)]
    [InlineData("sophia", "Sophia", true)]
    [InlineData("SOAP", "SOAP", true)]
    [InlineData("AdEMAMix8bit", "AdEMAMix", true)]
    [InlineData("AdamWScheduleFree", "AdamW", true)]
    [InlineData("PagedAdamW8bit", "AdamW", true)]
    [InlineData("paged_lion_8bit", "Lion", true)]
    [InlineData("DAdaptLion", "D-Adaptation", false)]
    [InlineData("Prodigy", "Prodigy", true)]
    [InlineData("MuonWithAuxAdam", "Muon", true)]
    [InlineData("torch.optim.Adam", "Adam", false)]
    [InlineData("ScaledAdam", "ScaledAdam", false)]
    [InlineData("sign_sgd", "signSGD", false)]
    [InlineData("SignSGD", "signSGD", false)]
    public void NamesOfFrameworks_HaveTheirRow(string name, string shown, bool isDecoupled)
    {
        Assert.Equal(shown, OptimizerProfiles.Find(name)!.ShownName);
        Assert.Equal(isDecoupled, OptimizerFamilies.DecouplesWeightDecay(name));
    }

    [Theory]
    [InlineData("soap", false)]
    [InlineData("Sophia", false)]
    [InlineData("adamw", true)]
    [InlineData("shampoo", false)]
    public void EverydayWords_NameAnOptimizerOnlyUnderItsKey(string text, bool isNamed) =>
        Assert.Equal(isNamed, OptimizerFamilies.IsNamedBy(text));
}
