using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class DecayTooFastTests : RecipeRuleTests<DecayTooFast>
{
    // Caffe's step policy: gamma 0.1 every stepsize iterations of max_iter.
    [Theory]
    [InlineData(1000, true)]
    [InlineData(20_000, false)]
    public void PeriodInSteps_IsHeldAgainstTheSteps(double period, bool isTold)
    {
        var recipe = A.Recipe().With(Facts.Schedule, "step").With(Facts.DecayFactor, 0.1).With(Facts.ScheduleLength, period)
            .With(Facts.MaxSteps, 100_000).CountingScheduleIn(LengthUnit.Steps);
        if (isTold)
        {
            Fires(recipe, Severity.Warning, "100 times");
        }
        else
        {
            IsSilent(recipe);
        }
    }

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
