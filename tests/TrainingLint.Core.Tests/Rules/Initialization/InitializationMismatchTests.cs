using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Initialization;

namespace TrainingLint.Core.Tests.Rules.Initialization;

public class InitializationMismatchTests : RecipeRuleTests<InitializationMismatch>
{
    [Theory]
    [InlineData("xavier_uniform", "relu", "fade", "use Kaiming")]
    [InlineData("glorot_normal", "LeakyReLU", "fade", "use Kaiming")]
    [InlineData("kaiming_normal", "tanh", "saturate", "use Xavier")]
    [InlineData("he_normal", "sigmoid", "saturate", "use Xavier")]
    [InlineData("HeUniform", "Tanh", "saturate", "use Xavier")]
    public void InitialisationOfTheOtherKind_IsWorthKnowing(string initialization, string activation, string effect, string advice) =>
        Fires(Of(initialization, activation), Severity.Info, initialization, "does not fit " + activation, effect, advice);

    [Theory]
    [InlineData("kaiming_uniform", "relu")]
    [InlineData("xavier_uniform", "tanh")]
    [InlineData("xavier_uniform", "gelu")]
    [InlineData("the_usual", "tanh")]
    public void FittingOnes_AreSilent(string initialization, string activation) => IsSilent(Of(initialization, activation));

    [Fact]
    public void UnknownActivationOrDefault_IsSilent()
    {
        IsSilent(A.Recipe().With(Facts.Initialization, "xavier_uniform"));
        IsSilent(A.Recipe().With(Facts.Initialization, "xavier_uniform").Unresolved(Facts.Activation));
        IsSilent(A.Recipe().ByDefault(Facts.Initialization, "xavier_uniform").With(Facts.Activation, "relu"));
    }

    private static RecipeFactory Of(string initialization, string activation) =>
        A.Recipe().With(Facts.Initialization, initialization).With(Facts.Activation, activation);
}
