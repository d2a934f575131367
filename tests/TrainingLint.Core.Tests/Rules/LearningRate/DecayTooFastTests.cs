using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class DecayTooFastTests : RecipeRuleTests<DecayTooFast>
{
    [Fact]
    public void FactorPerEpochThatLeavesNothing_Warns() =>
        Fires(Exponential(0.5, 200), Severity.Warning, "0.5 is applied 200 times", "write about 0.977");

    [Fact]
    public void GentleFactor_IsSilent()
    {
        IsSilent(Exponential(0.98, 200));
        IsSilent(Exponential(0.95, 100));
    }

    [Fact]
    public void Boundary_IsAThousandthAfterAFifth()
    {
        // 0.5^10 = 1/1024 and 0.5^9 = 1/512.
        Fires(Exponential(0.5, 50), Severity.Warning, "after a fifth of the run");
        IsSilent(Exponential(0.5, 49));
    }

    [Fact]
    public void LongPeriod_IsSilent() => IsSilent(Exponential(0.1, 90).With(Facts.Schedule, "StepLR").With(Facts.ScheduleLength, 30));

    [Fact]
    public void UnknownUnit_CountsForTorchsClassOnly()
    {
        Fires(Exponential(0.5, 200).CountingScheduleIn(LengthUnit.Unknown), Severity.Warning, "0.5 is applied");
        IsSilent(Exponential(0.5, 200).With(Facts.Schedule, "exponential").CountingScheduleIn(LengthUnit.Unknown));
    }

    private static RecipeFactory Exponential(double factor, double epochs) => A.Recipe().With(Facts.Schedule, "ExponentialLR")
        .With(Facts.DecayFactor, factor).With(Facts.Epochs, epochs).CountingScheduleIn(LengthUnit.Epochs);
}
