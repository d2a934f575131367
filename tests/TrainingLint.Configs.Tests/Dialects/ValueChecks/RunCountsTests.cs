using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class RunCountsTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nmodel: {name: mine}\n";

    [Theory]
    [InlineData("weight_decay: small\n", Severity.Warning)]
    [InlineData("momentum: \"high\"\n", Severity.Warning)]
    [InlineData("epochs: 3\nbatch_size:\n", Severity.Info)]
    [InlineData("batch_size: [32]\nepochs: 3\n", Severity.Info)]
    public void NoNumber_WhereEverybodyNeedsOne(string text, Severity severity) =>
        Assert.Equal(severity, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + text)).Severity);

    [Theory]
    [InlineData("weight_decay: cosine\nepochs: 3\n")]
    [InlineData("weight_decay: auto\nepochs: 3\n")]
    [InlineData("weight_decay:\nepochs: 3\n")]
    [InlineData("batch_size: 8\ndata: {batch_size: null}\nepochs: 3\n")]
    [InlineData("val: {batch_size: [1]}\nepochs: 3\n")]
    public void ModeOrGapThatProgramsFill_IsLeftAlone(string text) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + text));
}
