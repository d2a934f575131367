using System;
using System.Linq;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class SiblingFilesTests
{
    private const string Usual = "optimizer:\n  name: sgd\n  lr: 0.1\n  weight_decay: 0.0005\ntrain:\n"
        + "  epochs: 90\n  batch_size: 64\n  seed: 1\n";

    [Theory]
    [InlineData("epochs: 90", "epoch: 90", "epochs")]
    [InlineData("epochs: 90", "epocchs: 90", "epochs")]
    [InlineData("batch_size", "batchSize", "batch_size")]
    [InlineData("train:", "TRAIN:", "train")]
    public void KeyThatTheOthersSpellOtherwise_IsNotRead(string usual, string odd, string meant)
    {
        var found = Beside(Usual.Replace(usual, odd, StringComparison.Ordinal), 3).Observations.OfType<MisspeltKeyObservation>();
        Assert.Equal(meant, Assert.Single(found, one => one.Consequence.StartsWith("3 files", StringComparison.Ordinal)).Meant);
    }

    [Fact]
    public void KeyThatTheOthersHoldInASection_IsNotReadAtTheTop()
    {
        var found = Beside(Usual.Replace("  weight_decay: 0.0005\n", "", StringComparison.Ordinal) + "weight_decay: 0.0005\n", 3)
            .Observations.OfType<WithoutEffectObservation>();
        Assert.Contains("'optimizer.weight_decay'", Assert.Single(found).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epochs: 90", "epochs: 30", 3)]
    [InlineData("epochs: 90", "epoch: 90", 2)]
    [InlineData("seed: 1", "resume: 1", 3)]
    [InlineData("  seed: 1\n", "  epochs_of_warmup: 1\n", 3)]
    public void AnotherValueAnotherKeyOrTooFewFiles_SayNothing(string usual, string odd, int files)
    {
        var read = Beside(Usual.Replace(usual, odd, StringComparison.Ordinal), files);
        Assert.Empty(read.Observations.OfType<MisspeltKeyObservation>());
        Assert.Empty(read.Observations.OfType<WithoutEffectObservation>());
    }

    // A teacher's momentum is none of the optimizer's, and a list of seeds no slip of a seed.
    [Theory]
    [InlineData("  seed: 1\n", "  seeds: [1, 2]\n")]
    [InlineData("  weight_decay: 0.0005\n", "  betas: [0.9, 0.98]\nteacher:\n  weight_decay: 0.04\n")]
    public void SettingOfSomethingElse_SaysNothing(string usual, string odd)
    {
        var read = Beside(Usual.Replace(usual, odd, StringComparison.Ordinal), 3);
        Assert.Empty(read.Observations.OfType<MisspeltKeyObservation>());
        Assert.Empty(read.Observations.OfType<WithoutEffectObservation>());
    }

    [Theory]
    [InlineData("parser.epoch + 1", 0)]
    [InlineData("parser.rounds + 1", 1)]
    public void KeyThatTheProgramKnows_IsNoSlip(string program, int found)
    {
        var read = Beside(Usual.Replace("epochs: 90", "epoch: 90", StringComparison.Ordinal), 3, program);
        Assert.Equal(found, read.Observations.OfType<MisspeltKeyObservation>().Count(one => one.Meant == "epochs"));
    }

    // Where a section lacks several of their keys, another part of the program reads the file.
    [Fact]
    public void SeveralKeysElsewhere_SayNothing()
    {
        var odd = Usual.Replace("  lr: 0.1\n  weight_decay: 0.0005\n", "", StringComparison.Ordinal) + "lr: 0.1\nweight_decay: 0.0005\n";
        Assert.Empty(Beside(odd, 3).Observations.OfType<WithoutEffectObservation>());
    }

    private static TrainingFile Beside(string text, int files, string? program = null) => ReadText.Beside(program,
        [("m.yaml", text), .. Enumerable.Range(0, files).Select(i => ("n" + (char)('a' + i) + ".yaml", Usual))]);
}
