using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class QuotedNumbersTests
{
    private const string Training = "lr: 0.001\nweight_decay: 0.01\nseed: 1\nhidden_dim: 64\n";

    [Theory]
    [InlineData("batch_size: \"32\"", "a number without quotes, as beside it")]
    [InlineData("epochs: '90'", "a number without quotes, as beside it")]
    [InlineData("num_layers: \"4\"", "a number without quotes, as beside it")]
    [InlineData("batch_size: true", "a number")]
    [InlineData("epochs: True", "a number")]
    [InlineData("batch_size: 32,", "a number")]
    [InlineData("epochs: 90 epochs", "a number")]
    [InlineData("epochs: 90#long", "a number")]
    [InlineData("batch_size: 2^5", "a number")]
    [InlineData("attention_dropout: 0,1", "a number")]
    [InlineData("betas: 0.9, 0.999", "a list in brackets: [0.9, 0.999]")]
    [InlineData("milestones: [\"30\", \"60\"]", "a list of numbers without quotes")]
    [InlineData("opt: \u201cadam\u201d", "straight quotes, or none")]
    public void TextWhereANumberBelongs_IsSaid(string line, string wanted) =>
        Assert.Equal(wanted, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + line + "\n")).Wanted);

    [Theory]
    [InlineData("batch_size: \"32\"\nepochs: \"90\"")]
    [InlineData("early_stop: true")]
    [InlineData("dropout: true")]
    [InlineData("epochs: 90 # long")]
    [InlineData("title: \u201cA run of ours\u201d")]
    [InlineData("milestones: [30, 60]")]
    public void HabitOfTheFileOrASwitch_IsLeftAlone(string lines) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + lines + "\n"));

    [Fact]
    public void LoneNumberAmongTexts_IsNoRule() =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>("lr: 0.001\noptimizer: adam\nbatch_size: \"32\"\n"));
}
