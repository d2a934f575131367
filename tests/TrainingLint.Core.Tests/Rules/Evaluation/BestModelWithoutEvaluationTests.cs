using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Evaluation;

namespace TrainingLint.Core.Tests.Rules.Evaluation;

public class BestModelWithoutEvaluationTests : RecipeRuleTests<BestModelWithoutEvaluation>
{
    [Fact]
    public void SelectionWithoutEvaluation_IsAnError()
    {
        var finding = Fires(Selecting(true).ByDefault(Facts.EvaluationMatchesSelection, false), Severity.Error, "'bestModelSelection' wants the best checkpoint", "nothing is evaluated");
        Assert.Equal("bestModelSelection", finding.Key);
    }

    [Fact]
    public void MismatchedIntervals_AreNamed() =>
        Fires(Selecting(true).Derived(Facts.EvaluationMatchesSelection, false, "it saves by steps and evaluates by epochs"), Severity.Error, "but it saves by steps and evaluates by epochs;");

    [Fact]
    public void MatchingEvaluation_IsSilent() => IsSilent(Selecting(true).Derived(Facts.EvaluationMatchesSelection, true, "both by epochs"));

    [Fact]
    public void NoSelection_IsSilent() => IsSilent(Selecting(false).ByDefault(Facts.EvaluationMatchesSelection, false));

    [Fact]
    public void Unknown_IsSilent()
    {
        IsSilent(Selecting(true));
        IsSilent(A.Recipe().ByDefault(Facts.BestModelSelection, true).ByDefault(Facts.EvaluationMatchesSelection, false));
    }

    private static RecipeFactory Selecting(bool selects) => A.Recipe().With(Facts.BestModelSelection, selects);
}
