using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class SweepChoicesTests
{
    private const string Sweep = "program: train.py\nmethod: METHOD\nmetric: {name: val_loss, goal: GOAL}\nparameters:\n  lr: {min: "
        + "0.0001, max: 0.01, distribution: log_uniform_values}\n  batch_size: {values: [8, 16]}\n";

    [Theory]
    [InlineData("  dropout: {min: 0.5, max: 0.1}\n", "0.1")]
    [InlineData("  dropout: {min: 0.0, max: 1.5}\n", "1.5")]
    [InlineData("  epochs: {values: [10, 0]}\n", "0")]
    [InlineData("  layers: {values: []}\n", "an empty list")]
    [InlineData("  layers: {values: [2, 3, 2]}\n", "the value 2 again")]
    [InlineData("  base_lr: {min: 0.0001, max: 0.01, distribution: log_uniform}\n", "log_uniform with bounds above 0")]
    public void ChoicesThatCannotBe_AreSaid(string line, string found) =>
        Assert.Equal(found, ReadText.Observed<WrongTypeObservation>(Text("grid", "minimize") + line).Single().Found);

    [Theory]
    [InlineData("bayesian", "minimize", "bayesian")]
    [InlineData("bayes", "minimise", "minimise")]
    public void WordThatNobodyKnows_IsSaid(string method, string goal, string written) =>
        Assert.Equal(written, ReadText.Observed<UnknownNameObservation>(Text(method, goal)).Single().Written);

    [Fact]
    public void GoalAgainstItsMetric_IsSaid() =>
        Assert.Equal("'minimize'", ReadText.Observed<WrongTypeObservation>(Text("bayes", "maximize")).Single().Wanted);

    [Theory]
    [InlineData("  dropout: {min: 0.1, max: 0.5}\n")]
    [InlineData("  base_lr: {min: -9.2, max: -4.6, distribution: log_uniform}\n")]
    public void SoundChoices_AreLeftAlone(string line)
    {
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Text("random", "minimize") + line));
        Assert.Empty(ReadText.Observed<UnknownNameObservation>(Text("random", "minimize") + line));
    }

    private static string Text(string method, string goal) =>
        Sweep.Replace("METHOD", method, System.StringComparison.Ordinal).Replace("GOAL", goal, System.StringComparison.Ordinal);
}
