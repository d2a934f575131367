using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;

namespace TrainingLint.Core.Tests.Rules.LearningRate;

public class WeakScheduleTests : RecipeRuleTests<WeakSchedule>
{
    [Fact]
    public void ConstantRateOfALongRun_IsANoteWithTheNumber() =>
        Fires(Run("constant", 50_000), Severity.Info, "about 37 % above", "linear");

    [Fact]
    public void DecayingSchedules_AreSilent()
    {
        IsSilent(Run("linear", 50_000));
        IsSilent(Run("cosine", 50_000));
    }

    [Fact]
    public void ShortRunsAdaptersAndAverages_AreSilent()
    {
        IsSilent(Run("constant", 999));
        IsSilent(Run("constant", 50_000, Regime.Adapter));
        IsSilent(Run("constant", 50_000).With(Facts.EmaDecay, 0.999));
        IsSilent(Run("constant", 50_000).Being(Facts.Diffusion));
    }

    [Fact]
    public void ScheduleThatIsNotWritten_IsSilent() =>
        IsSilent(A.Recipe().With(Facts.LearningRate, 0.1).With(Facts.MaxSteps, 50_000).ByDefault(Facts.Schedule, "constant"));

    private static RecipeFactory Run(string schedule, double steps, Regime regime = Regime.FromScratch) =>
        A.Recipe(regime).With(Facts.LearningRate, 1e-3).With(Facts.Schedule, schedule).With(Facts.MaxSteps, steps)
            .With(Facts.WarmupSteps, 0);
}
