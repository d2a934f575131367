using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Initialization;

namespace TrainingLint.Core.Tests.Rules.Initialization;

public class ConstantInitializationTests : RecipeRuleTests<ConstantInitialization>
{
    [Theory]
    [InlineData("zeros")]
    [InlineData("Ones")]
    [InlineData("constant_")]
    public void OneConstantForAllWeights_Warns(string initialization) =>
        Fires(A.Recipe().With(Facts.Initialization, initialization), Severity.Warning, "one constant", "kaiming_normal");

    [Theory]
    [InlineData("kaiming_normal")]
    [InlineData("zero_centered_normal")]
    public void RandomWeights_AreSilent(string initialization) => IsSilent(A.Recipe().With(Facts.Initialization, initialization));

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.Initialization, "zeros"));
        IsSilent(A.Recipe().Unresolved(Facts.Initialization));
    }
}
