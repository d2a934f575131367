using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Regularization;

namespace TrainingLint.Core.Tests.Rules.Regularization;

public class AverageOutlivesRunTests : RecipeRuleTests<AverageOutlivesRun>
{
    [Fact]
    public void MemoryBeyondTheRun_Warns() => Fires(Run(0.9999, 2000), Severity.Warning, "about 10000 steps", "the run has 2000",
        "0.995 or less");

    [Fact]
    public void Boundary_IsTheLengthOfTheRun()
    {
        Fires(Run(0.999, 990), Severity.Warning, "about 1000 steps");
        IsSilent(Run(0.999, 1010));
    }

    [Fact]
    public void TrialsAndUpdateRates_AreSilent()
    {
        IsSilent(Run(0.9999, 200));
        IsSilent(Run(0.9999, 2000).Meaning(Facts.EmaDecay, Meaning.ShareOfNewWeights));
        IsSilent(A.Recipe().With(Facts.EmaDecay, 0.9999).With(Facts.Epochs, 10));
    }

    private static RecipeFactory Run(double decay, double steps) => A.Recipe().With(Facts.EmaDecay, decay).With(Facts.MaxSteps, steps);
}
