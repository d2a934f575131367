using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.BatchAndLength;

namespace TrainingLint.Core.Tests.Rules.BatchAndLength;

public class BatchNormalizationStarvedTests : RecipeRuleTests<BatchNormalizationStarved>
{
    [Fact]
    public void BatchSharedByManyDevices_IsANote() => Fires(Normalized(8).Derived(Facts.SharedBatch, 2.0, "8 over 4 devices"),
        Severity.Info, "8 over 4 devices", "sees 2 samples");

    [Fact]
    public void AccumulationOfTinyBatches_IsANote() =>
        Fires(Normalized(2).With(Facts.GradientAccumulation, 8), Severity.Info, "Accumulating 8 steps", "from 2 samples");

    [Fact]
    public void Boundary_IsFourSamples()
    {
        IsSilent(Normalized(4).With(Facts.GradientAccumulation, 8));
        IsSilent(Normalized(16).Derived(Facts.SharedBatch, 4.0, "16 over 4 devices"));
    }

    [Fact]
    public void OtherNormalizations_AreSilent() =>
        IsSilent(A.Recipe().With(Facts.BatchSize, 2).With(Facts.GradientAccumulation, 8));

    private static RecipeFactory Normalized(double batch) => A.Recipe().Being(Facts.BatchNormalization).With(Facts.BatchSize, batch);
}
