using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Regularization;

namespace TrainingLint.Core.Tests.Rules.Regularization;

public class NoRegularizationTests : RecipeRuleTests<NoRegularization>
{
    [Fact]
    public void EverythingOffOnALongRun_IsWorthKnowing() => Fires(Bare(11), Severity.Info, "all off", "weight decay of 1e-4");

    [Fact]
    public void TenEpochs_AreShort() => IsSilent(Bare(10));

    [Fact]
    public void AnythingOn_IsSilent()
    {
        IsSilent(Bare(200).With(Facts.WeightDecay, 1e-4));
        IsSilent(Bare(200).With(Facts.Dropout, 0.1));
        IsSilent(Bare(200).With(Facts.LabelSmoothing, 0.1));
        IsSilent(Bare(200).With(Facts.EarlyStoppingPatience, 5));
        IsSilent(Bare(200).With(Facts.EmaDecay, 0.999));
        IsSilent(Bare(200).With(Facts.SwaStart, 150));
        IsSilent(Bare(200).Being(Facts.Augmentation));
    }

    [Fact]
    public void NotWritten_MayBeOnInCode()
    {
        IsSilent(A.Recipe().With(Facts.Epochs, 200));
        IsSilent(Bare(200).Unresolved(Facts.Dropout));
    }

    [Fact]
    public void FineTuning_IsSilent() => IsSilent(Bare(200, Regime.FineTuning));

    [Fact]
    public void FragmentThatWritesEveryZero_IsWorthKnowing() => Fires(Bare(200).AsFragment(), Severity.Info, "all off");

    private static RecipeFactory Bare(double epochs, Regime regime = Regime.FromScratch) =>
        A.Recipe(regime).With(Facts.Epochs, epochs).With(Facts.WeightDecay, 0).With(Facts.Dropout, 0).With(Facts.LabelSmoothing, 0);
}
