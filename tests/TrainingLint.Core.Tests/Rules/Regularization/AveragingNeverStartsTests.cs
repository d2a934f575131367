using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Regularization;

namespace TrainingLint.Core.Tests.Rules.Regularization;

public class AveragingNeverStartsTests : RecipeRuleTests<AveragingNeverStarts>
{
    [Fact]
    public void DecayOfOne_NeverMoves() => Fires(A.Recipe().With(Facts.EmaDecay, 1), Severity.Warning, "decay 1 is outside of (0, 1)", "never moves", "0.99 to 0.9999");

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.9)]
    public void DecayOutsideOfZeroToOne_Warns(double decay) => Fires(A.Recipe().With(Facts.EmaDecay, decay), Severity.Warning, "outside of (0, 1)");

    [Fact]
    public void DecayBelowAHalf_ForgetsAtOnce()
    {
        Fires(A.Recipe().With(Facts.EmaDecay, 2e-4), Severity.Warning, "0.0002 forgets at once", "old weights");
        IsSilent(A.Recipe().With(Facts.EmaDecay, 0.5));
    }

    [Fact]
    public void UpdateRate_IsReadTheOtherWayRound()
    {
        IsSilent(A.Recipe().Meaning(Facts.EmaDecay, Meaning.ShareOfNewWeights).With(Facts.EmaDecay, 2e-4));
        IsSilent(A.Recipe().Meaning(Facts.EmaDecay, Meaning.ShareOfNewWeights).With(Facts.EmaDecay, 0.5));
        Fires(A.Recipe().Meaning(Facts.EmaDecay, Meaning.ShareOfNewWeights).With(Facts.EmaDecay, 0.9998), Severity.Warning, "update rate 0.9998 forgets at once", "new weights");
    }

    [Fact]
    public void DecayOfZero_SwitchesAveragingOff() => IsSilent(A.Recipe().With(Facts.EmaDecay, 0));

    [Fact]
    public void StartAtOrBehindTheEnd_Warns()
    {
        Fires(A.Recipe().With(Facts.SwaStart, 100).With(Facts.Epochs, 100), Severity.Warning, "epoch 100 of 100", "three quarters");
        IsSilent(A.Recipe().With(Facts.SwaStart, 99).With(Facts.Epochs, 100));
    }

    [Fact]
    public void StartAsAShareOfTheRun_IsSilent() => IsSilent(A.Recipe().With(Facts.SwaStart, 0.75).With(Facts.Epochs, 0.5));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.EmaDecay, 1.0));
        IsSilent(A.Recipe().Unresolved(Facts.EmaDecay));
        IsSilent(A.Recipe().With(Facts.SwaStart, 100));
        IsSilent(A.Recipe().With(Facts.SwaStart, 100).Unresolved(Facts.Epochs));
    }
}
