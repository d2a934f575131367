using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reinforcement;

namespace TrainingLint.Core.Tests.Rules.Reinforcement;

public class PpoBatchExceedsBufferTests : RecipeRuleTests<PpoBatchExceedsBuffer>
{
    [Fact]
    public void BatchThatNeverFills_IsAnError()
    {
        var finding = Fires(OnPolicy(20480, 2048).Meaning(Facts.BufferSize, Meaning.MustHoldBatch), Severity.Error, "batch of 20480", "buffer of 2048", "no gradient step");
        Assert.Equal("batchSize", finding.Key);
    }

    [Fact]
    public void BatchThatIsCut_IsInformation() => Fires(OnPolicy(256, 128), Severity.Info, "256", "128", "whole buffer");

    [Fact]
    public void BatchOfTheWholeBuffer_IsSilent() => IsSilent(OnPolicy(2048, 2048));

    [Fact]
    public void DefaultBatchAboveAWrittenBuffer_FiresAtTheBuffer()
    {
        var finding = Fires(A.Recipe(Regime.OnPolicyReinforcement).ByDefault(Facts.BatchSize, 1024.0).With(Facts.BufferSize, 512),
            Severity.Info, "1024", "512");
        Assert.Equal("bufferSize", finding.Key);
    }

    [Fact]
    public void OtherTraining_HasNoBuffer() => IsSilent(A.Recipe().With(Facts.BatchSize, 20480).With(Facts.BufferSize, 2048));

    [Fact]
    public void DefaultsOrUnknown_AreSilent()
    {
        IsSilent(A.Recipe(Regime.OnPolicyReinforcement).ByDefault(Facts.BatchSize, 20.0).ByDefault(Facts.BufferSize, 10.0));
        IsSilent(A.Recipe(Regime.OnPolicyReinforcement).With(Facts.BatchSize, 20480).Unresolved(Facts.BufferSize));
    }

    private static RecipeFactory OnPolicy(double batch, double buffer) =>
        A.Recipe(Regime.OnPolicyReinforcement).With(Facts.BatchSize, batch).With(Facts.BufferSize, buffer);
}
