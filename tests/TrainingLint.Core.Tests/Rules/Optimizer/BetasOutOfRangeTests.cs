using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;

namespace TrainingLint.Core.Tests.Rules.Optimizer;

public class BetasOutOfRangeTests : RecipeRuleTests<BetasOutOfRange>
{
    [Fact]
    public void Beta2OfOne_IsAnError() =>
        Fires(Adam(0.9, 1), Severity.Error, "beta2 of 1 is outside of [0, 1)", "never forgets", "0.9 and 0.999");

    [Fact]
    public void NegativeBeta_IsAnError() => Fires(Adam(-0.9, 0.999), Severity.Error, "beta1 of -0.9", "alternates");

    [Fact]
    public void BothWrong_IsSaidOnce() => Fires(Adam(1, 1), Severity.Error, "beta1");

    [Fact]
    public void SecondBelowTheFirst_Warns() => Fires(Adam(0.9, 0.89), Severity.Warning, "second moment (0.89)", "first (0.9)");

    [Fact]
    public void SecondBelowTheDefaultFirst_Warns() =>
        Fires(A.Recipe().With(Facts.Optimizer, "AdamW").ByDefault(Facts.Beta1, 0.9).With(Facts.Beta2, 0.5), Severity.Warning, "0.5", "0.9");

    [Fact]
    public void EqualBetas_AreSilent() => IsSilent(Adam(0.9, 0.9));

    [Fact]
    public void ZeroForTheFirst_IsSilent() => IsSilent(Adam(0, 0.999));

    [Fact]
    public void NovoGrad_ForgetsFastOnPurpose() =>
        IsSilent(A.Recipe().With(Facts.Optimizer, "novograd").With(Facts.Beta1, 0.95).With(Facts.Beta2, 0.5));

    [Fact]
    public void UnknownOnes_AreSilent()
    {
        IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").Unresolved(Facts.Beta1).With(Facts.Beta2, 0.5));
        IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").ByDefault(Facts.Beta2, 1.0));
    }

    private static RecipeFactory Adam(double beta1, double beta2) =>
        A.Recipe().With(Facts.Optimizer, "Adam").With(Facts.Beta1, beta1).With(Facts.Beta2, beta2);
}
