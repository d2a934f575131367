using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class OddSpellingsTests
{
    private const string Others = "base_lr: 0.1\nweight_decay: 0.0001\nmax_epochs: 90\nrandom_seed: 1\nwarmup_epochs: 5\nlabel_smoothing: 0.1\n";

    [Theory]
    [InlineData("batchSize: 8", "batch_size")]
    [InlineData("Num_Workers: 4", "num_workers")]
    [InlineData("batch-size: 8", "batch_size")]
    public void TheOneKeyInAnotherStyle_IsNoKeyThatTheProgramLooksFor(string line, string meant) =>
        Assert.Equal(meant, Assert.Single(ReadText.Observed<MisspeltKeyObservation>(Others + line + "\n")).Meant);

    [Theory]
    [InlineData("batchSize: 8\nnumWorkers: 4")]
    [InlineData("imageName: cat")]
    [InlineData("batch_size: 8")]
    public void SeveralOfThemOrAnotherSubject_AreLeftAlone(string lines) =>
        Assert.Empty(ReadText.Observed<MisspeltKeyObservation>(Others + lines + "\n"));

    [Fact]
    public void InAShortFile_NoStyleIsTheCommonOne() =>
        Assert.Empty(ReadText.Observed<MisspeltKeyObservation>("base_lr: 0.1\nmax_epochs: 90\nbatchSize: 8\n"));
}
