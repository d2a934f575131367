using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reinforcement;

namespace TrainingLint.Core.Tests.Rules.Reinforcement;

public class PpoHorizonExceedsBufferTests : RecipeRuleTests<PpoHorizonExceedsBuffer>
{
    [Fact]
    public void HorizonLongerThanTheBuffer_Warns()
    {
        var finding = Fires(OnPolicy(1000, 512), Severity.Warning, "horizon of 1000", "buffer of 512");
        Assert.Equal("timeHorizon", finding.Key);
    }

    [Fact]
    public void HorizonOfTheWholeBuffer_IsSilent() => IsSilent(OnPolicy(512, 512));

    [Fact]
    public void OffPolicy_IsSilent() =>
        IsSilent(A.Recipe(Regime.OffPolicyReinforcement).With(Facts.TimeHorizon, 1000).With(Facts.BufferSize, 512));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe(Regime.OnPolicyReinforcement).ByDefault(Facts.TimeHorizon, 1000.0).With(Facts.BufferSize, 512));
        IsSilent(A.Recipe(Regime.OnPolicyReinforcement).With(Facts.TimeHorizon, 1000).Unresolved(Facts.BufferSize));
    }

    private static RecipeFactory OnPolicy(double horizon, double buffer) =>
        A.Recipe(Regime.OnPolicyReinforcement).With(Facts.TimeHorizon, horizon).With(Facts.BufferSize, buffer);
}
