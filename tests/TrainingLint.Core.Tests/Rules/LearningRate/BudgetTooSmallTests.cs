using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class BudgetTooSmallTests : RecipeRuleTests<BudgetTooSmall>
{
    [Fact]
    public void TinySumFromScratch_Warns() => Fires(Run(Regime.FromScratch, 1e-5, 500), Severity.Warning, "all 500 steps",
        "add up to 0.005");

    [Fact]
    public void Boundary_IsAHundredth()
    {
        Fires(Run(Regime.FromScratch, 1e-5, 999), Severity.Warning, "add up to");
        IsSilent(Run(Regime.FromScratch, 1e-5, 1001));
    }

    [Fact]
    public void TrialsAndFineTunings_AreSilent()
    {
        IsSilent(Run(Regime.FromScratch, 1e-5, 200));
        IsSilent(Run(Regime.FineTuning, 1e-7, 500));
        IsSilent(Run(Regime.FromScratch, 1e-5, 500).Being(Facts.SmokeTest));
    }

    [Fact]
    public void AdaptersThatCannotMove_Warn()
    {
        Fires(Run(Regime.Adapter, 1e-7, 300), Severity.Warning, "add up to 3e-5");
        IsSilent(Run(Regime.Adapter, 1e-4, 300));
    }

    [Fact]
    public void OneEpochFromScratch_IsANote()
    {
        var run = A.Recipe(Regime.FromScratch).With(Facts.Optimizer, "adam").With(Facts.LearningRate, 1e-3);
        Fires(run.With(Facts.Epochs, 1), Severity.Info, "for 1 epoch;");
        IsSilent(run.With(Facts.Epochs, 3));
    }

    private static RecipeFactory Run(Regime regime, double rate, double steps) => A.Recipe(regime).With(Facts.Optimizer, "adamw")
        .With(Facts.LearningRate, rate).With(Facts.MaxSteps, steps).With(Facts.Schedule, "constant").With(Facts.WarmupSteps, 0);
}
