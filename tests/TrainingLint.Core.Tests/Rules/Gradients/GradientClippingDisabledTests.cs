using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Gradients;

namespace TrainingLint.Core.Tests.Rules.Gradients;

public class GradientClippingDisabledTests : RecipeRuleTests<GradientClippingDisabled>
{
    [Fact]
    public void RecurrentNetworkWithoutClipping_IsWorthKnowing() =>
        Fires(Off(Regime.Unknown).Being(Facts.Recurrent), Severity.Info, "recurrent network", "norm at 5");

    [Fact]
    public void TransformerFromScratchWithoutClipping_IsWorthKnowing() =>
        Fires(Off(Regime.FromScratch).Being(RecipeModels.Transformer), Severity.Info, "transformer trained from scratch", "norm at 1");

    [Fact]
    public void FineTunedTransformer_IsSilent() => IsSilent(Off(Regime.FineTuning).Being(RecipeModels.Transformer));

    [Fact]
    public void ConvolutionalNetwork_IsSilent() => IsSilent(Off(Regime.FromScratch).Being(RecipeModels.ConvolutionalNetwork));

    [Fact]
    public void ModelOfWhichNothingIsKnown_IsSilent() => IsSilent(Off(Regime.FromScratch));

    [Theory]
    [InlineData("Lion")]
    [InlineData("adafactor")]
    public void OptimizerThatBoundsItsSteps_IsSilent(string optimizer) =>
        IsSilent(Off(Regime.FromScratch).Being(RecipeModels.Transformer).With(Facts.Optimizer, optimizer));

    [Fact]
    public void ClippingByValue_IsClipping() => IsSilent(Off(Regime.Unknown).Being(Facts.Recurrent).With(Facts.GradientClipValue, 1));

    [Fact]
    public void ZeroThatFreezes_IsLeftToItsRule() => IsSilent(Off(Regime.Unknown).Being(Facts.Recurrent).Meaning(Meaning.ZeroErases));

    [Fact]
    public void AnyClipping_IsSilent() => IsSilent(A.Recipe().Being(Facts.Recurrent).With(Facts.GradientClipNorm, 1e-3));

    [Fact]
    public void DefaultUnknownOrFragment_IsSilent()
    {
        IsSilent(A.Recipe().Being(Facts.Recurrent).ByDefault(Facts.GradientClipNorm, 0.0));
        IsSilent(A.Recipe().Being(Facts.Recurrent).Without(Facts.GradientClipNorm));
        IsSilent(Off(Regime.Unknown).Being(Facts.Recurrent).AsFragment());
    }

    private static RecipeFactory Off(Regime regime) => A.Recipe(regime).With(Facts.GradientClipNorm, 0);
}
