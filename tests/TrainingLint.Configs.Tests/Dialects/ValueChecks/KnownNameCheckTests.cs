using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class KnownNameCheckTests
{
    [Theory]
    [InlineData("AdaWm", "AdamW")]
    [InlineData("adma", "adam")]
    [InlineData("sdg", "sgd")]
    [InlineData("adamm", "adam")]
    public void OptimizerThatNobodyHas_IsNamedWithTheNearest(string written, string meant)
    {
        var observed = Assert.Single(ReadText.Observed<UnknownNameObservation>("optimizer: {type: " + written + ", lr: 0.001}\nepochs: 3\n"));
        Assert.Equal(("optimizer", meant, Severity.Warning), (observed.What, observed.Meant, observed.Severity));
    }

    [Theory]
    [InlineData("AdamS")]
    [InlineData("MSGD")]
    [InlineData("MyOptimizer")]
    [InlineData("RAdam")]
    [InlineData("paged_adamw_8bit")]
    public void NamesOfLibrariesAndOfOnesOwn_AreLeftAlone(string written) =>
        Assert.Empty(ReadText.Observed<UnknownNameObservation>("optimizer: {type: " + written + ", lr: 0.001}\nepochs: 3\n"));

    [Fact]
    public void WhereAFrameworkLooksItUp_ItIsAnError() =>
        Assert.Equal(Severity.Error, Assert.Single(ReadText.Observed<UnknownNameObservation>("optim: adma\noptim_conf: {lr: 0.002}\nscheduler: warmuplr\nscheduler_conf: {warmup_steps: 25000}\nencoder: conformer\naccum_grad: 1\nmax_epoch: 100\ndataset_conf: {batch_conf: {batch_type: static, batch_size: 16}}\n")).Severity);

    [Fact]
    public void Schedules_AreKnownByNameToo() =>
        Assert.Equal("cosine", Assert.Single(ReadText.Observed<UnknownNameObservation>("lr: 0.1\nlr_scheduler: cosnie\nepochs: 3\n")).Meant);
}
