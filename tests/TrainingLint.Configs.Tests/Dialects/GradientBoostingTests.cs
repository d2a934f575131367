using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects;

/// <summary>Gradient-boosted trees: recognition, and what their libraries refuse or never use.</summary>
public class GradientBoostingTests
{
    private const string Trees = "params:\n  objective: binary:logistic\n  max_depth: 6\n  colsample_bytree: 0.8\n  min_child_weight: "
        + "1\n  seed: 42\n";

    [Fact]
    public void ParametersOfTrees_AreRecognised()
    {
        Assert.Equal("gradient-boosting", ReadText.As(Trees).Dialect);
        Assert.Equal(42, ReadText.Recipe(Trees).Get(Facts.Seed).Or(0));
        Assert.Null(ReadText.As("params: {max_depth: 6, subsample: 0.5}\n").Dialect);
        Assert.Null(ReadText.As("search: {max_depth: 6, min_child_weight: 2, gamma: 1}\n").Dialect);
    }

    [Theory]
    [InlineData("  eta: 10\n")]
    [InlineData("  subsample: 80\n")]
    [InlineData("  reg_lambda: -1\n")]
    [InlineData("num_boost_round: 0\n")]
    public void NumberThatTheLibraryRefuses_IsSaid(string line) => Assert.Single(ReadText.Observed<WrongTypeObservation>(Trees + line));

    [Theory]
    [InlineData("  eval_metric: acu\n", "auc")]
    [InlineData("  tree_method: hits\n", "hist")]
    public void MisspeltName_IsSaid(string line, string meant) =>
        Assert.Equal(meant, ReadText.Observed<UnknownNameObservation>(Trees + line).Single().Meant);

    [Theory]
    [InlineData("  max_leaves: 200\n")]
    [InlineData("  num_leaves: 31\n  bagging_fraction: 0.8\n")]
    [InlineData("num_boost_round: 100\nearly_stopping_rounds: 100\n")]
    public void SettingThatNothingUses_IsSaid(string line) => Assert.Single(ReadText.Observed<WithoutEffectObservation>(Trees + line));

    [Theory]
    [InlineData("  eta: 0.3\n  max_leaves: 64\n")]
    [InlineData("  num_leaves: 31\n  bagging_fraction: 0.8\n  bagging_freq: 5\n")]
    [InlineData("num_boost_round: 1000\nearly_stopping_rounds: 50\n")]
    [InlineData("  tree_method: my_method\n")]
    public void SoundParameters_AreLeftAlone(string line) =>
        Assert.DoesNotContain(ReadText.As(Trees + line).Observations, one => one is not UnresolvedObservation);
}
