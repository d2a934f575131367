using System.Linq;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Schedules;
using TrainingLint.Core.Tests.Rules;

namespace TrainingLint.Core.Tests.Recipes;

public class DerivedFactsTests
{
    [Fact]
    public void Batch_IsMultipliedWithItsDerivation()
    {
        var fact = Assert.Single(DerivedFacts.Of(A.Recipe().With(Facts.BatchSize, 4).With(Facts.GradientAccumulation, 8)
            .With(Facts.WorldSize, 2).Build()));
        Assert.Equal(("effective batch", "64", "4 x 8 accumulation steps x 2 devices"), (fact.Name, fact.Value, fact.Derivation));
    }

    [Fact]
    public void UnknownDevices_LeaveTheShareOfOne()
    {
        var fact = Assert.Single(DerivedFacts.Of(A.Recipe().With(Facts.BatchSize, 4).With(Facts.GradientAccumulation, 8).Build()));
        Assert.Equal(("samples per step and device", "32"), (fact.Name, fact.Value));
    }

    [Fact]
    public void WrittenEffectiveBatch_IsNotDerivedAgain() =>
        Assert.Empty(DerivedFacts.Of(A.Recipe().With(Facts.EffectiveBatchSize, 64).With(Facts.BatchSize, 4)
            .With(Facts.GradientAccumulation, 16).Build()));

    [Fact]
    public void Warmup_IsShownAsAShare()
    {
        var fact = Assert.Single(DerivedFacts.Of(A.Recipe().With(Facts.WarmupSteps, 25).With(Facts.MaxSteps, 1000).Build()));
        Assert.Equal(("warmup share", "2.5 % of the run"), (fact.Name, fact.Value));
    }

    [Fact]
    public void WarmupThatIsAShareAlready_IsNotRepeated() =>
        Assert.Empty(DerivedFacts.Of(A.Recipe().With(Facts.WarmupRatio, 0.1).Build()));

    [Theory]
    [InlineData("cosine", 0, false)]
    [InlineData("CosineAnnealingWarmRestarts", 400, true)]
    public void Schedule_TellsItsEndAndWhetherItClimbs(string schedule, double length, bool climbs)
    {
        var factory = A.Recipe().With(Facts.LearningRate, 0.1).With(Facts.Schedule, schedule).With(Facts.MaxSteps, 1000)
            .CountingScheduleIn(Core.Recipes.LengthUnit.Steps).WithoutWarmup();
        var facts = DerivedFacts.Of((length > 0 ? factory.With(Facts.ScheduleLength, length) : factory).Build());

        Assert.Single(facts, fact => fact.Name == "final rate");
        Assert.Equal(climbs, facts.Any(fact => fact.Name == "shape"));
    }

    [Fact]
    public void NothingKnown_DerivesNothing() => Assert.Empty(DerivedFacts.Of(A.Recipe().Build()));
}
