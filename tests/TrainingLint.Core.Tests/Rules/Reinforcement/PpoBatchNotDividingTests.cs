using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reinforcement;

namespace TrainingLint.Core.Tests.Rules.Reinforcement;

public class PpoBatchNotDividingTests : RecipeRuleTests<PpoBatchNotDividing>
{
    [Fact]
    public void RestOfTheBuffer_Warns() => Fires(OnPolicy(128, 800), Severity.Warning, "buffer of 800", "batch of 128", "rest of 32 is dropped");

    [Fact]
    public void Multiple_IsSilent() => IsSilent(OnPolicy(128, 1024));

    [Fact]
    public void SmallRestAgainstTheBuffer_IsInformationFromThirtyTwoBatches()
    {
        Fires(OnPolicy(10, 321), Severity.Info, "rest of 1 ");
        Fires(OnPolicy(10, 319), Severity.Warning, "rest of 9");
    }

    [Fact]
    public void RestThatIsDroppedByDesign_IsInformation() =>
        Fires(OnPolicy(128, 800).Meaning(Facts.BufferSize, Meaning.MustHoldBatch), Severity.Info, "800");

    [Fact]
    public void BatchBeyondTheBuffer_IsLeftToItsRule() => IsSilent(OnPolicy(800, 128));

    [Fact]
    public void OffPolicyBuffers_AreSampledFrom() =>
        IsSilent(A.Recipe(Regime.OffPolicyReinforcement).With(Facts.BatchSize, 128).With(Facts.BufferSize, 1000000));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe(Regime.OnPolicyReinforcement).ByDefault(Facts.BatchSize, 128.0).With(Facts.BufferSize, 800));
        IsSilent(A.Recipe(Regime.OnPolicyReinforcement).With(Facts.BatchSize, 128).Unresolved(Facts.BufferSize));
    }

    private static RecipeFactory OnPolicy(double batch, double buffer) =>
        A.Recipe(Regime.OnPolicyReinforcement).With(Facts.BatchSize, batch).With(Facts.BufferSize, buffer);
}
