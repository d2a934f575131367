using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Evaluation;

namespace TrainingLint.Core.Tests.Rules.Evaluation;

public class EarlyStoppingTooEagerTests : RecipeRuleTests<EarlyStoppingTooEager>
{
    [Fact]
    public void PatienceOfZero_Warns() => Fires(A.Recipe().With(Facts.EarlyStoppingPatience, 0), Severity.Warning, "patience of 0", "at least three");

    [Fact]
    public void NegativePatience_IsInformationSinceItOftenMeansOff() =>
        Fires(A.Recipe().With(Facts.EarlyStoppingPatience, -1), Severity.Info, "-1");

    [Fact]
    public void PatienceOfOne_IsSilent() => IsSilent(A.Recipe().With(Facts.EarlyStoppingPatience, 1));

    [Fact]
    public void ZeroThatMeansOff_IsSilent() =>
        IsSilent(A.Recipe().Meaning(Facts.EarlyStoppingPatience, Meaning.ZeroIsOff).With(Facts.EarlyStoppingPatience, 0));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.EarlyStoppingPatience, 0.0));
        IsSilent(A.Recipe().Unresolved(Facts.EarlyStoppingPatience));
    }

    [Fact]
    public void PatienceOutOfProportion_IsANote()
    {
        Fires(A.Recipe().With(Facts.EarlyStoppingPatience, 2).With(Facts.Epochs, 100), Severity.Info, "2 against 100 epochs");
        IsSilent(A.Recipe().With(Facts.EarlyStoppingPatience, 2).With(Facts.Epochs, 49));
        IsSilent(A.Recipe().With(Facts.EarlyStoppingPatience, 4).With(Facts.Epochs, 100));
        IsSilent(A.Recipe().With(Facts.EarlyStoppingPatience, 3).With(Facts.Epochs, 49));
    }
}
