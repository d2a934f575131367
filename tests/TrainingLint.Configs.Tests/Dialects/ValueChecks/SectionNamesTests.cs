using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class SectionNamesTests
{
    [Theory]
    [InlineData("optimzer: {type: Adam, lr: 0.001}\nbatch_size: 8\nepochs: 3\n", "optimizer")]
    [InlineData("lr: 0.001\nbatch_size: 8\nshceduler: {name: cosine}\n", "scheduler")]
    [InlineData("lr: 0.001\nbatch_size: 8\nrun:\n  datset: {path: a}\n", "dataset")]
    public void MisspeltSection_LosesAllThatIsBelow(string text, string meant) =>
        Assert.Equal(meant, Assert.Single(ReadText.Observed<MisspeltKeyObservation>(text)).Meant);

    [Theory]
    [InlineData("lr: 0.001\nbatch_size: 8\noptimizers: {name: sgd}\n")]
    [InlineData("lr: 0.001\nbatch_size: 8\nmode: {name: fast}\n")]
    [InlineData("lr: 0.001\nbatch_size: 8\ndata_loader: {name: fast}\n")]
    [InlineData("lr: 0.001\nbatch_size: 8\ndataset1: {name: a}\n")]
    [InlineData("lr: 0.001\nbatch_size: 8\nscheduler: {name: cosine}\nscheduled: {name: a}\n")]
    [InlineData("lr: 0.001\nbatch_size: 8\nlr_schedule: {type: exp}\n")]
    [InlineData("batch_size: 8\nmodel:\n  optimize: {lr: 0.001, weight_decay: 0.1}\n")]
    public void AnotherWord_IsLeftAlone(string text) => Assert.Empty(ReadText.Observed<MisspeltKeyObservation>(text));
}
