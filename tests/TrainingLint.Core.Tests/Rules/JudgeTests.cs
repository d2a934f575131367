using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Judging;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.LearningRate;
using TrainingLint.Core.Rules.Writing;

namespace TrainingLint.Core.Tests.Rules;

public class JudgeTests
{
    [Fact]
    public void SettingSharedByTwoRecipes_IsSaidOnce()
    {
        var findings = new Judge().Findings(File(A.Recipe().With(Facts.BatchSize, 0), A.Recipe().With(Facts.BatchSize, 0)));
        Assert.Single(findings);
    }

    [Fact]
    public void TwoPlaces_AreTwoFindings()
    {
        var findings = new Judge().Findings(File(A.Recipe().With(Facts.BatchSize, 0),
            A.Recipe().With(Facts.Seed, 1).With(Facts.BatchSize, 0)));
        Assert.Equal([2, 3], findings.Select(finding => finding.Place.Line));
    }

    [Fact]
    public void Findings_StandInTheOrderOfTheFileThenOfTheirIds()
    {
        var recipe = A.Recipe().With(Facts.Momentum, 2).With(Facts.LearningRate, 0).With(Facts.BatchSize, 0).Without(Facts.Seed);
        var observation = new WrongTypeObservation(new Place("train.yaml", 2, 11, 2, 12), "momentum", "text", "a number", "it stops", Severity.Error);

        var findings = new Judge().Findings(File(recipe) with { Observations = [observation] });

        // The missing seed stands at the learning rate, which is the most telling line of a recipe.
        Assert.Equal(["TL0202", "TL0907", "TL0101", "TL0301", "TL0401"], findings.Select(finding => finding.Rule.Id));
    }

    [Theory]
    [InlineData(Severity.Warning, "TL0401")]
    [InlineData(Severity.Error, "TL0401")]
    public void ValueThatARuleOfItsOwnJudges_IsNotCalledAWrongTypeToo(Severity severity, string expected)
    {
        var recipe = A.Recipe().With(Facts.BatchSize, -16);
        var observation = Wrong(recipe.Build().Get(Facts.BatchSize).Place!, severity);
        var findings = new Judge().Findings(File(recipe) with { Observations = [observation] });
        Assert.Equal(expected, Assert.Single(findings).Rule.Id);
    }

    [Fact]
    public void WrongType_IsSaidWhereTheOtherRuleIsOffOrSpeaksOfAnotherPlace()
    {
        var recipe = A.Recipe().With(Facts.BatchSize, -16);
        var place = recipe.Build().Get(Facts.BatchSize).Place!;
        Assert.Equal("TL0907", Assert.Single(new Judge([new WrongType()])
            .Findings(File(recipe) with { Observations = [Wrong(place, Severity.Warning)] })).Rule.Id);
        Assert.Equal(2, new Judge().Findings(
            File(recipe) with { Observations = [Wrong(place with { Column = place.Column + 1 }, Severity.Warning)] }).Count);
    }

    [Fact]
    public void ChosenRules_AreTheOnlyOnes()
    {
        var findings = new Judge([new LearningRateInvalid()]).Findings(File(A.Recipe().With(Facts.LearningRate, 0)
            .With(Facts.BatchSize, 0)));
        Assert.Equal("TL0101", Assert.Single(findings).Rule.Id);
    }

    private static WrongTypeObservation Wrong(Place place, Severity severity) =>
        new(place, "batch_size", "-16", "a whole number of at least 1", "it stops", severity);

    [Fact]
    public void NothingKnown_GivesNoFindings() => Assert.Empty(new Judge().Findings(File(A.Recipe())));

    [Fact]
    public void RecipeFullOfNonsense_ThrowsInNoRule()
    {
        double[] values = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, -1, 0];
        foreach (var value in values)
        {
            var recipe = A.Recipe(Regime.OnPolicyReinforcement);
            foreach (var meaning in Meaning.All)
            {
                recipe.Meaning(meaning);
            }

            foreach (var key in Facts.All.OfType<SettingKey<bool>>())
            {
                recipe.Being(key);
            }

            foreach (var key in Facts.All.OfType<SettingKey<double>>())
            {
                recipe.With(key, value);
            }

            foreach (var key in Facts.All.OfType<SettingKey<string>>())
            {
                recipe.With(key, "");
            }

            recipe.With(Facts.Milestones, value, value).OnBase(value, value);
            Assert.All(new Judge().Findings(File(recipe)), finding => Assert.EndsWith(".", finding.Message, System.StringComparison.Ordinal));
        }
    }

    private static TrainingFile File(params RecipeFactory[] recipes) =>
        new() { Path = "train.yaml", Dialect = "test", IsTraining = true, Recipes = [.. recipes.Select(recipe => recipe.Build())] };
}
