using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.BatchAndLength;

namespace TrainingLint.Core.Tests.Rules.BatchAndLength;

public class LargeBatchWithoutWarmupTests : RecipeRuleTests<LargeBatchWithoutWarmup>
{
    [Theory]
    [InlineData("SGD")]
    [InlineData("LARS")]
    public void VeryLargeBatchInclusive_Warns(string optimizer)
    {
        Fires(Of(optimizer, 4096).WithoutWarmup(), Severity.Warning, "4096 samples", "no warmup", "five epochs");
        IsSilent(Of(optimizer, 4095).WithoutWarmup());
    }

    [Fact]
    public void Warmup_IsSilent() => IsSilent(Of("SGD", 8192).WithoutWarmup().With(Facts.WarmupEpochs, 5));

    [Fact]
    public void ProductOfDevices_Counts() =>
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.BatchSize, 256).With(Facts.WorldSize, 16)
            .With(Facts.GradientAccumulation, 1).WithoutWarmup(), Severity.Warning, "4096");

    [Fact]
    public void AdamFineTuningAndFragments_AreSilent()
    {
        IsSilent(Of("Adam", 8192).WithoutWarmup());
        IsSilent(Of("SGD", 8192).WithoutWarmup().AsFragment());
        IsSilent(A.Recipe(Regime.FineTuning).With(Facts.Optimizer, "SGD").With(Facts.EffectiveBatchSize, 8192).WithoutWarmup());
    }

    [Fact]
    public void UnknownWarmupOrDevices_IsSilent()
    {
        IsSilent(Of("SGD", 8192));
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.BatchSize, 8192).WithoutWarmup());
    }

    [Fact]
    public void LimitOfTheTeam_SaysWhatIsLarge() => Assert.Single(JudgedWith("batch", "512", Of("SGD", 512).WithoutWarmup()));

    private static RecipeFactory Of(string optimizer, double batch) =>
        A.Recipe().With(Facts.Optimizer, optimizer).With(Facts.EffectiveBatchSize, batch);
}
