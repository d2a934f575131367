using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class SiblingNumbersTests
{
    private const string Usual = "optimizer:\n  name: sgd\n  lr: 0.1\n  weight_decay: 0.0005\ntrain:\n"
        + "  epochs: 90\n  batch_size: 64\n  eval_freq: 1\n  seed: 1\n";

    [Theory]
    [InlineData("lr: 0.1", "lr: 0.0001")]
    [InlineData("eval_freq: 1", "eval_freq: 2000")]
    [InlineData("batch_size: 64", "batch_size: [64]")]
    public void NumberFarFromThoseBesideIt_IsANote(string usual, string odd) =>
        Assert.Contains(Beside(Usual.Replace(usual, odd, StringComparison.Ordinal), 4).Observations.OfType<WrongTypeObservation>(),
            one => one.Severity == Severity.Info && one.Consequence.StartsWith("that is what 4 files", StringComparison.Ordinal));

    [Theory]
    [InlineData("lr: 0.1", "lr: 0.01", 4)]
    [InlineData("lr: 0.1", "lr: 0.004", 4)]
    [InlineData("lr: 0.1", "lr: 0.0001", 3)]
    [InlineData("seed: 1", "seed: 1234", 4)]
    public void NearNumberTooFewFilesOrSeed_IsLeftAlone(string usual, string odd, int files) =>
        Assert.DoesNotContain(Beside(Usual.Replace(usual, odd, StringComparison.Ordinal),
            files).Observations.OfType<WrongTypeObservation>(),
            one => one.Consequence.Contains("files of this folder", StringComparison.Ordinal));

    private static TrainingFile Beside(string text, int files) => ReadText.Together(
        [("m.yaml", text), .. Enumerable.Range(0, files).Select(i => ("n" + (char)('a' + i) + ".yaml", Usual))]);
}
