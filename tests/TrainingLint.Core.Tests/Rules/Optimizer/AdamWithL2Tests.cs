using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;

namespace TrainingLint.Core.Tests.Rules.Optimizer;

public class AdamWithL2Tests : RecipeRuleTests<AdamWithL2>
{
    [Fact]
    public void NoticeableDecayOnPlainAdam_IsWorthKnowing() => Fires(Of("Adam", 0.01), Severity.Info, "weight decay 0.01", "AdamW");

    [Fact]
    public void ThousandthInclusive_IsNoticeable()
    {
        Fires(Of("Adam", 1e-3), Severity.Info, "0.001");
        IsSilent(Of("Adam", 9e-4));
    }

    [Theory]
    [InlineData("AdamW")]
    [InlineData("adamw_torch_fused")]
    [InlineData("paged_adamw_8bit")]
    [InlineData("adam_onecycle")]
    [InlineData("DecoupledAdamW")]
    [InlineData("Adan")]
    [InlineData("SGD")]
    public void DecoupledDecay_IsSilent(string optimizer) => IsSilent(Of(optimizer, 0.01));

    [Fact]
    public void AdamThatDecouplesOrMay_IsSilent()
    {
        IsSilent(Of("adam", 0.01).Meaning(Facts.WeightDecay, Meaning.Decoupled));
        IsSilent(Of("adam", 0.01).Meaning(Facts.Optimizer, Meaning.NameAlone));
    }

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").ByDefault(Facts.WeightDecay, 0.01));
        IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").Unresolved(Facts.WeightDecay));
        IsSilent(A.Recipe().With(Facts.WeightDecay, 0.01));
    }

    private static RecipeFactory Of(string optimizer, double decay) =>
        A.Recipe().With(Facts.Optimizer, optimizer).With(Facts.WeightDecay, decay);
}
