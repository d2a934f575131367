using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules.Optimizer;

namespace TrainingLint.Core.Tests.Rules.Optimizer;

public class WeightDecayExtremeTests : RecipeRuleTests<WeightDecayExtreme>
{
    [Fact]
    public void Negative_IsAnError() => Fires(Of("SGD", -1e-4), Severity.Error, "-0.0001 is negative", "at least 0");

    [Theory]
    [InlineData("SGD", 0.02)]
    [InlineData("AdamW", 0.5)]
    [InlineData("Lion", 10)]
    [InlineData("LARS", 0.01)]
    [InlineData("RMSprop", 0.02)]
    public void UpperEndOfEachOptimizer_IsStillSilent(string optimizer, double end)
    {
        IsSilent(Of(optimizer, end));
        Fires(Of(optimizer, end * 1.01), Severity.Warning, "above " + end.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("SGD", 1)]
    [InlineData("AdamW", 10)]
    [InlineData("Lion", 100)]
    public void FromWhereWeightsVanish_IsAnError(string optimizer, double decay) =>
        Fires(Of(optimizer, decay), Severity.Error, "outweighs the loss");

    [Fact]
    public void HeadOnFrozenFeatures_MayDecayItsFewWeights()
    {
        IsSilent(A.Recipe(Regime.LinearProbe).With(Facts.Optimizer, "AdamW").With(Facts.WeightDecay, 0.8));
        Fires(A.Recipe(Regime.LinearProbe).With(Facts.Optimizer, "AdamW").With(Facts.WeightDecay, 3), Severity.Warning, "above 2");
    }

    [Fact]
    public void OneForAdamW_OnlyWarns() => Fires(Of("AdamW", 1), Severity.Warning, "above 0.5", "Adam-type");

    [Fact]
    public void DecayThatIsNotMultipliedByTheRate_HasAFarLowerLimitInclusive()
    {
        var composer = A.Recipe().Meaning(Facts.WeightDecay, Meaning.FullyDecoupled).With(Facts.Optimizer, "decoupled_adamw");
        Fires(composer.With(Facts.WeightDecay, 1e-3), Severity.Warning, "0.1 %", "1e-5 to 1e-4");
        IsSilent(composer.With(Facts.WeightDecay, 9e-4));
    }

    [Fact]
    public void UnknownOptimizer_IsJudgedByTheWidestRange()
    {
        IsSilent(A.Recipe().With(Facts.WeightDecay, 0.5));
        Fires(A.Recipe().With(Facts.WeightDecay, 0.6), Severity.Warning, "above 0.5");
    }

    [Fact]
    public void DefaultOrUnknown_IsSilent()
    {
        IsSilent(A.Recipe().ByDefault(Facts.WeightDecay, 5.0));
        IsSilent(A.Recipe().Unresolved(Facts.WeightDecay));
        IsSilent(Of("SGD", double.NaN));
        IsSilent(Of("SGD", 0));
    }

    [Fact]
    public void LimitOfTheTeam_GoesBeforeTheTable()
    {
        Assert.Empty(JudgedWith("sgd.max", "0.5", Of("SGD", 0.4)));
        Assert.Contains("above 0.001, the limit configured here", Assert.Single(JudgedWith("max", "0.001", Of("SGD", 0.01))).Message, System.StringComparison.Ordinal);
    }

    private static RecipeFactory Of(string optimizer, double decay) =>
        A.Recipe().With(Facts.Optimizer, optimizer).With(Facts.WeightDecay, decay);
}
