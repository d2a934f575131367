using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class NoWarmupTests : RecipeRuleTests<NoWarmup>
{
    // Goyal et al. 2017, table 2a.
    [Theory]
    [InlineData(3.2, 8192, Severity.Warning)]
    [InlineData(3.2, 2048, Severity.Info)]
    [InlineData(0.8, 8192, Severity.Info)]
    public void HugeRateAtAHugeBatch_Warns(double rate, double batch, Severity severity) =>
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, rate).With(Facts.EffectiveBatchSize, batch).WithoutWarmup(),
            severity, "large for SGD");

    [Theory]
    [InlineData("vit_large_patch16", 1e-3, true)]
    [InlineData("google/vit-base", 1e-3, true)]
    [InlineData("vit_large_patch16", 5e-4, false)]
    [InlineData("resnet50", 1e-3, false)]
    [InlineData("vitis", 1e-3, false)]
    public void TransformerByItsName_IsANote(string name, double rate, bool isTold)
    {
        var recipe = A.Recipe().With(Facts.Optimizer, "AdamW").With(Facts.LearningRate, rate).With(Facts.ModelName, name).WithoutWarmup();
        if (isTold)
        {
            Fires(recipe, Severity.Info, "a transformer");
        }
        else
        {
            IsSilent(recipe);
        }
    }

    [Fact]
    public void TransformerFromScratchWithAdam_Warns() =>
        Fires(Transformer(1e-3), Severity.Warning, "no warmup", "a transformer is trained from scratch", "at 0.001", "1 to 5 %");

    [Fact]
    public void TransformerAtAModerateRate_IsWorthKnowing() => Fires(Transformer(3e-4), Severity.Info, "at 3e-4");

    [Fact]
    public void TransformerThatNormalizesFirst_IsWorthKnowing() =>
        Fires(Transformer(1e-3).Being(Facts.PreNormalization), Severity.Info, "at 0.001");

    [Fact]
    public void TransformerBelowThreeTenThousandths_IsSilent() => IsSilent(Transformer(2.9e-4));

    [Fact]
    public void FineTunedTransformer_IsSilent() =>
        IsSilent(A.Recipe(Regime.FineTuning).Being(RecipeModels.Transformer).With(Facts.Optimizer, "adamw").With(Facts.LearningRate, 1e-3)
            .WithoutWarmup());

    [Fact]
    public void LargeAdamRate_IsWorthKnowing()
    {
        Fires(A.Recipe().With(Facts.Optimizer, "Adam").With(Facts.LearningRate, 2e-3).WithoutWarmup(), Severity.Info, "0.002", "large for an Adam-type optimizer");
        IsSilent(A.Recipe().With(Facts.Optimizer, "Adam").With(Facts.LearningRate, 1e-3).WithoutWarmup());
    }

    [Fact]
    public void LargeSgdRateInclusive_IsWorthKnowing()
    {
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 0.4).WithoutWarmup(), Severity.Info, "0.4", "large for SGD");
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 0.39).WithoutWarmup());
    }

    [Fact]
    public void LargeBatchInclusive_IsWorthKnowing()
    {
        Fires(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 0.1).With(Facts.EffectiveBatchSize, 1024).WithoutWarmup(),
            Severity.Info, "1024 samples");
        IsSilent(A.Recipe().With(Facts.Optimizer, "SGD").With(Facts.LearningRate, 0.1).With(Facts.EffectiveBatchSize, 1023).WithoutWarmup());
    }

    [Fact]
    public void AnyWarmup_IsEnough() => IsSilent(Transformer(1e-3).With(Facts.WarmupEpochs, 1));

    [Fact]
    public void WarmupOfZero_IsNone() => Fires(Transformer(1e-3).With(Facts.WarmupSteps, 0), Severity.Warning, "no warmup");

    [Fact]
    public void ScheduleThatRampsUpByItself_IsSilent() => IsSilent(Transformer(1e-3).Being(Facts.ScheduleRampsUp));

    [Fact]
    public void UnknownWarmup_IsSilent() => IsSilent(Transformer(1e-3).Unresolved(Facts.WarmupSteps));

    [Fact]
    public void NothingSaidOfWarmup_IsSilent() =>
        IsSilent(A.Recipe(Regime.FromScratch).Being(RecipeModels.Transformer).With(Facts.Optimizer, "adamw").With(Facts.LearningRate, 1e-3));

    [Fact]
    public void FragmentWithoutWarmup_IsSilent_WithAWrittenZeroItFires()
    {
        IsSilent(Transformer(1e-3).AsFragment());
        Fires(Transformer(1e-3).With(Facts.WarmupSteps, 0).AsFragment(), Severity.Warning, "no warmup");
    }

    [Fact]
    public void SmokeTest_IsSilent() => IsSilent(Transformer(1e-3).Being(Facts.SmokeTest));

    [Fact]
    public void EffectiveRate_Counts() => IsSilent(Transformer(0.1).Derived(Facts.EffectiveLearningRate, 1e-4, "scaled"));

    private static RecipeFactory Transformer(double rate) =>
        A.Recipe(Regime.FromScratch).Being(RecipeModels.Transformer).With(Facts.Optimizer, "adamw").With(Facts.LearningRate, rate).WithoutWarmup();
}
