using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class MonitorModesTests
{
    private const string Training = "optimizer: {type: AdamW, lr: 0.001}\nbatch_size: 8\n";

    [Theory]
    [InlineData("{monitor: val_loss, mode: max}", "'min'")]
    [InlineData("{monitor: val/acc, mode: min}", "'max'")]
    [InlineData("{metric: f1, mode: mxa}", "'min' or 'max'")]
    [InlineData("{mode: mni, patience: 3}", "'min' or 'max'")]
    public void DirectionAgainstTheMetric_KeepsTheWorst(string section, string wanted) =>
        Assert.Equal(wanted, Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + "checkpoint: " + section + "\n")).Wanted);

    [Theory]
    [InlineData("{monitor: val_loss, mode: min}")]
    [InlineData("{monitor: loss_accuracy, mode: max}")]
    [InlineData("{monitor: neg_loss, mode: max}")]
    [InlineData("{monitor: score, mode: max}")]
    [InlineData("{mode: train}")]
    public void DirectionThatFitsOrIsUnknown_IsLeftAlone(string section) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + "checkpoint: " + section + "\n"));
}
