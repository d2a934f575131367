using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;

namespace TrainingLint.Core.Tests.Rules.Optimizer;

public class DecayWithoutEffectTests : RecipeRuleTests<DecayWithoutEffect>
{
    [Fact]
    public void DecayAtRatesOfFineTuning_IsANoteWithTheNumber() => Fires(Run(2e-5, 0.01, 1000), Severity.Info, "0.01 leaves 99.99 %");

    [Fact]
    public void DecayOfALongRun_IsSilent() => IsSilent(Run(6e-4, 0.1, 600_000));

    [Fact]
    public void Boundary_IsHalfAPercent()
    {
        // exp(-0.1 x 1e-4 x steps) with a constant rate: 0.99501 after 500 steps, 0.994 after 600.
        Fires(Run(1e-4, 0.1, 500).With(Facts.Schedule, "constant"), Severity.Info, "leaves 99.50 %");
        IsSilent(Run(1e-4, 0.1, 600).With(Facts.Schedule, "constant"));
    }

    [Fact]
    public void DecayOfAnotherKindOrNone_IsSilent()
    {
        IsSilent(Run(2e-5, 0, 1000));
        IsSilent(Run(2e-5, 0.01, 1000).With(Facts.Optimizer, "adam"));
        IsSilent(Run(2e-5, 0.01, 1000).Meaning(Facts.WeightDecay, Meaning.FullyDecoupled));
    }

    private static RecipeFactory Run(double rate, double decay, double steps) => A.Recipe(Regime.FineTuning).With(Facts.Optimizer, "adamw")
        .With(Facts.LearningRate, rate).With(Facts.WeightDecay, decay).With(Facts.MaxSteps, steps).With(Facts.Schedule, "linear")
        .With(Facts.WarmupSteps, 0);
}
