using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Gradients;

namespace TrainingLint.Core.Tests.Rules.Gradients;

public class GradientClippingDisabledTests : RecipeRuleTests<GradientClippingDisabled>
{
    [Fact]
    public void RecurrentNetworkWithoutClipping_IsWorthKnowing() =>
        Fires(Off(Regime.Unknown, RecipeTraits.Recurrent), Severity.Info, "recurrent network", "norm at 5");

    [Fact]
    public void TransformerFromScratchWithoutClipping_IsWorthKnowing() =>
        Fires(Off(Regime.FromScratch, RecipeTraits.Transformer), Severity.Info, "transformer trained from scratch", "norm at 1");

    [Fact]
    public void FineTunedTransformer_IsSilent() => IsSilent(Off(Regime.FineTuning, RecipeTraits.Transformer));

    [Fact]
    public void ConvolutionalNetwork_IsSilent() => IsSilent(Off(Regime.FromScratch, RecipeTraits.None));

    [Theory]
    [InlineData("Lion")]
    [InlineData("adafactor")]
    public void OptimizerThatBoundsItsSteps_IsSilent(string optimizer) =>
        IsSilent(Off(Regime.FromScratch, RecipeTraits.Transformer).With(Facts.Optimizer, optimizer));

    [Fact]
    public void ClippingByValue_IsClipping() => IsSilent(Off(Regime.Unknown, RecipeTraits.Recurrent).With(Facts.GradientClipValue, 1));

    [Fact]
    public void ZeroThatFreezes_IsLeftToItsRule() => IsSilent(Off(Regime.Unknown, RecipeTraits.Recurrent | RecipeTraits.ZeroClipFreezes));

    [Fact]
    public void AnyClipping_IsSilent() => IsSilent(A.Recipe().Being(RecipeTraits.Recurrent).With(Facts.GradientClipNorm, 1e-3));

    [Fact]
    public void DefaultUnknownOrFragment_IsSilent()
    {
        IsSilent(A.Recipe().Being(RecipeTraits.Recurrent).ByDefault(Facts.GradientClipNorm, 0.0));
        IsSilent(A.Recipe().Being(RecipeTraits.Recurrent).Without(Facts.GradientClipNorm));
        IsSilent(Off(Regime.Unknown, RecipeTraits.Recurrent).AsFragment());
    }

    private static RecipeFactory Off(Regime regime, RecipeTraits traits) => A.Recipe(regime).Being(traits).With(Facts.GradientClipNorm, 0);
}
