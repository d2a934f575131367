using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class WarmupWithinMemoryTests : RecipeRuleTests<WarmupWithinMemory>
{
    [Fact]
    public void WarmupFarBelowTheMemory_IsANote() => Fires(Warmed(100, 0.999), Severity.Info, "100 steps", "beta2 0.999",
        "about 2000 steps");

    [Fact]
    public void Boundary_IsHalfOfIt()
    {
        Fires(Warmed(999, 0.999), Severity.Info, "999 steps");
        IsSilent(Warmed(1001, 0.999));
    }

    [Fact]
    public void ShortMemoryOrLowRate_IsSilent()
    {
        IsSilent(Warmed(100, 0.95));
        IsSilent(Warmed(100, 0.999).With(Facts.LearningRate, 1e-4));
        IsSilent(Warmed(0, 0.999));
    }

    private static RecipeFactory Warmed(double steps, double beta2) => A.Recipe(Regime.FromScratch).With(Facts.Optimizer, "adamw")
        .With(Facts.LearningRate, 1e-3).With(Facts.Beta2, beta2).With(Facts.WarmupSteps, steps).With(Facts.MaxSteps, 50_000)
        .Being(RecipeModels.Transformer);
}
