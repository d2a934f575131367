using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class SweepOnLinearScaleTests : ObservationRuleTests<SweepOnLinearScale, SweepRangeObservation>
{
    [Fact]
    public void WideLinearRange_Warns() => Fires(Range(1e-5, 0.1, true), Severity.Warning, "evenly between 1e-5 and 0.1",
        "90 % of the trials");

    [Fact]
    public void HopelessBound_Warns() => Fires(Range(1e-5, 100, false), Severity.Warning, "up to a learning rate of 100");

    [Fact]
    public void LogScaleAndNarrowRanges_AreSilent()
    {
        IsSilent(Range(1e-5, 0.1, false));
        IsSilent(Range(1e-3, 0.049, true));
        Fires(Range(1e-3, 0.05, true), Severity.Warning, "evenly");
    }

    private static SweepRangeObservation Range(double low, double high, bool isLinear) => new(Here, "parameters.lr", low, high, isLinear);
}
