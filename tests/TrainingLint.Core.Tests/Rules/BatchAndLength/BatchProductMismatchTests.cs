using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.BatchAndLength;

namespace TrainingLint.Core.Tests.Rules.BatchAndLength;

public class BatchProductMismatchTests : RecipeRuleTests<BatchProductMismatch>
{
    [Fact]
    public void GlobalBatchThatIsNotTheProduct_IsAnError() =>
        Fires(Batches(64, 4, 4).With(Facts.WorldSize, 2), Severity.Error, "global batch 64 is not", "x devices = 32");

    [Fact]
    public void UnknownDevices_LeaveOnlyTheRemainderToJudge()
    {
        Fires(Batches(64, 3, 4), Severity.Error, "global batch 64 is no multiple of", "= 12");
        IsSilent(Batches(64, 4, 4));
    }

    [Fact]
    public void TheProduct_IsSilent() => IsSilent(Batches(32, 4, 4).With(Facts.WorldSize, 2));

    [Fact]
    public void UnknownAccumulation_CountsAsAtLeastOne()
    {
        IsSilent(A.Recipe().With(Facts.EffectiveBatchSize, 64).With(Facts.BatchSize, 4).Unresolved(Facts.GradientAccumulation, "auto"));
        Fires(A.Recipe().With(Facts.EffectiveBatchSize, 64).With(Facts.BatchSize, 6).Unresolved(Facts.GradientAccumulation, "auto"),
            Severity.Error, "= 6");
    }

    [Fact]
    public void UnevenMicroBatches_LeaveOnlyTheDevicesToJudge()
    {
        IsSilent(Batches(64, 3, 4).Meaning(Facts.EffectiveBatchSize, Meaning.UnevenMicroBatches));
        IsSilent(Batches(64, 3, 4).Meaning(Facts.EffectiveBatchSize, Meaning.UnevenMicroBatches).With(Facts.WorldSize, 8));
        Fires(Batches(64, 3, 4).Meaning(Facts.EffectiveBatchSize, Meaning.UnevenMicroBatches).With(Facts.WorldSize, 6), Severity.Error, "global batch 64", "6 devices");
    }

    [Fact]
    public void OneOfThemUnknown_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.EffectiveBatchSize, 64).Unresolved(Facts.BatchSize, "auto"));
        IsSilent(A.Recipe().Unresolved(Facts.EffectiveBatchSize, "auto").With(Facts.BatchSize, 3));
        IsSilent(Batches(double.NaN, 3, 1));
        IsSilent(Batches(64, 0, 1));
    }

    private static RecipeFactory Batches(double total, double micro, double accumulation) =>
        A.Recipe().With(Facts.EffectiveBatchSize, total).With(Facts.BatchSize, micro).With(Facts.GradientAccumulation, accumulation);
}
