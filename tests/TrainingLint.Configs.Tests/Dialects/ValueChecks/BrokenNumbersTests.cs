using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class BrokenNumbersTests
{
    private const string Training = "optimizer: AdamW\nepochs: 9\nmodel: {width: 8}\n";

    [Theory]
    [InlineData("lr: 0.001\ndropout: 10%")]
    [InlineData("lr: 0.001\nweight_decay: 0.5 %")]
    [InlineData("lr: 0.001\nbatch_size: 16 (was 32)")]
    [InlineData("lr: 0.001\nbatch_size: \"32 x 2\"")]
    public void ANumberWithMoreBehindIt_IsText(string lines) =>
        Assert.Equal("a number", Assert.Single(ReadText.Observed<WrongTypeObservation>(Training + lines + "\n")).Wanted);

    [Theory]
    [InlineData("lr: 0.001\nwarmup_steps: 10%")]
    [InlineData("lr: 0.001\nimage_size: 224x224")]
    [InlineData("lr: 0.001\nname: 16 (was 32)")]
    public void WhereAProgramMayReadIt_ItIsLeftAlone(string lines) =>
        Assert.Empty(ReadText.Observed<WrongTypeObservation>(Training + lines + "\n"));

    [Theory]
    [InlineData("7a", Severity.Info)]
    [InlineData("deadbeef01", Severity.Info)]
    [InlineData("4O", Severity.Error)]
    public void ASeedOfHexadecimalDigits_MayBeAHash(string seed, Severity severity) =>
        Assert.Equal(severity, Assert.Single(
            ReadText.Observed<WrongTypeObservation>(Training + "lr: 0.001\nseed: " + seed + "\n")).Severity);

    [Theory]
    [InlineData("lr: [0.001, 0.1, oops]", 1)]
    [InlineData("lr: [loguniform, 0.001, 0.1]", 0)]
    [InlineData("lr: [0.001, 0.1, cosine]", 0)]
    public void AWordAmongRates_IsNoNumber(string line, int seen) =>
        Assert.Equal(seen, ReadText.Observed<WrongTypeObservation>(Training + line + "\n").Count());

    [Theory]
    [InlineData("lr: 0.001\nmin_lr: 0.9", 1)]
    [InlineData("lr: 0.001\nmin_lr: 0.1", 0)]
    [InlineData("lr: 0.9\nmin_lr: 0.9", 0)]
    public void AFloorAboveThePeak_IsSaid(string lines, int seen) =>
        Assert.Equal(seen, ReadText.Observed<WrongTypeObservation>(Training + lines + "\n").Count());
}
