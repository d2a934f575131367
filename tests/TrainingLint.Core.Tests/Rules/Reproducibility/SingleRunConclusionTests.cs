using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Reproducibility;

namespace TrainingLint.Core.Tests.Rules.Reproducibility;

public class SingleRunConclusionTests : RecipeRuleTests<SingleRunConclusion>
{
    [Fact]
    public void SweepOnOneSeed_IsWorthKnowing() =>
        Fires(A.Recipe().Being(Facts.Sweep).With(Facts.Seed, 1), Severity.Info, "single seed 1", "three seeds");

    [Fact]
    public void SweepOverSeeds_IsSilent() => IsSilent(A.Recipe().Being(Facts.Sweep).Unresolved(Facts.Seed, "choice(1, 2, 3)"));

    [Fact]
    public void SingleRun_ConcludesNothing() => IsSilent(A.Recipe().With(Facts.Seed, 1));

    [Fact]
    public void SeedByDefault_IsSilent() => IsSilent(A.Recipe().Being(Facts.Sweep).ByDefault(Facts.Seed, 42.0));
}
