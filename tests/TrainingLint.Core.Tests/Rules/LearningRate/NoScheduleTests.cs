using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class NoScheduleTests : RecipeRuleTests<NoSchedule>
{
    [Theory]
    [InlineData("constant")]
    [InlineData("constant_with_warmup")]
    [InlineData("none")]
    [InlineData("Fixed")]
    public void LongSgdRunAtAConstantRate_IsWorthKnowing(string schedule) =>
        Fires(Sgd(200).With(Facts.Schedule, schedule), Severity.Info, "200 epochs", "constant rate");

    [Fact]
    public void AbsentSchedule_IsConstant() => Fires(Sgd(11).Without(Facts.Schedule), Severity.Info, "11 epochs");

    [Fact]
    public void TenEpochs_AreShort() => IsSilent(Sgd(10).Without(Facts.Schedule));

    [Fact]
    public void Decay_IsSilent() => IsSilent(Sgd(200).With(Facts.Schedule, "cosine"));

    [Fact]
    public void UnknownSchedule_IsSilent()
    {
        IsSilent(Sgd(200));
        IsSilent(Sgd(200).Unresolved(Facts.Schedule));
        IsSilent(Sgd(200).With(Facts.Schedule, "our_own"));
    }

    [Fact]
    public void FragmentWithoutASchedule_IsSilent_WithAConstantOneItFires()
    {
        IsSilent(Sgd(200).Without(Facts.Schedule).AsFragment());
        Fires(Sgd(200).With(Facts.Schedule, "constant").AsFragment(), Severity.Info, "constant rate");
    }

    [Fact]
    public void AveragedWeights_SettleByThemselves()
    {
        IsSilent(Sgd(200).Without(Facts.Schedule).With(Facts.EmaDecay, 0.999));
        IsSilent(Sgd(200).Without(Facts.Schedule).With(Facts.SwaStart, 150));
    }

    [Fact]
    public void AdamAndFineTuning_AreSilent()
    {
        IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").With(Facts.Epochs, 200).Without(Facts.Schedule));
        IsSilent(A.Recipe(Regime.FineTuning).With(Facts.Optimizer, "SGD").With(Facts.Epochs, 200).Without(Facts.Schedule));
    }

    [Fact]
    public void LimitOfTheTeam_SaysWhatIsLong()
    {
        Assert.Empty(JudgedWith("epochs", "300", Sgd(200).Without(Facts.Schedule)));
        Assert.Single(JudgedWith("epochs", "5", Sgd(6).Without(Facts.Schedule)));
    }

    private static RecipeFactory Sgd(double epochs) => A.Recipe(Regime.FromScratch).With(Facts.Optimizer, "SGD").With(Facts.Epochs, epochs);
}
