using System;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

public class AudioShapesTests
{
    private const string Vocoder = "learning_rate: 0.0002\nbatch_size: 16\nadam_b1: 0.8\nsampling_rate: 22050\n";

    [Theory]
    [InlineData("n_fft: 1024\nwin_size: 2048", "at most 1024")]
    [InlineData("fmin: 0\nfmax: 16000", "at most 11025")]
    [InlineData("fmin: 9000\nfmax: 8000", "less than 8000")]
    [InlineData("fmin: 12000\nfmax: null", "less than 11025")]
    [InlineData("hop_size: 256\nupsample_rates: [8, 8, 2, 3]", "a product of 256")]
    [InlineData("hop_size: 0", "a number above 0")]
    public void NumberThatDoesNotFitItsNeighbour_IsSaid(string lines, string wanted) =>
        Assert.Contains(wanted, Assert.Single(ReadText.Observed<WrongTypeObservation>(Vocoder + lines + "\n")).Wanted,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("n_fft: 1024\nwin_size: 1024\nfmin: 0\nfmax: 11025")]
    [InlineData("hop_size: 256\nupsample_rates: [8, 8, 2, 2]")]
    [InlineData("hop_size: 256\nupsample_rates: [8, 8]\nsubbands: 4")]
    [InlineData("stft: {fft_sizes: [512, 1024]}\nfmin: 80")]
    public void NumbersThatFit_AreLeftAlone(string lines) => Assert.Empty(ReadText.Observed<WrongTypeObservation>(Vocoder + lines + "\n"));
}
