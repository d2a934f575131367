using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Tests.Dialects.ValueChecks;

/// <summary>Data set configs of kohya's sd-scripts, whose loader takes some keys in subsets only.</summary>
public class SubsetKeysTests
{
    [Theory]
    [InlineData("", "is_reg = true\n", "", true)]
    [InlineData("is_reg = true\n", "", "", true)]
    [InlineData("", "", "is_reg = true\n", false)]
    [InlineData("shuffle_caption = true\n", "caption_extension = '.txt'\n", "", false)]
    public void KeyOfASubsetAboveIt_IsRefused(string general, string set, string subset, bool isTold)
    {
        var observed = ReadText.Observed<WrongTypeObservation>(
            $"[general]\n{general}[[datasets]]\nresolution = 1024\n{set}[[datasets.subsets]]\nimage_dir = 'a'\n{subset}", "dataset.toml");
        Assert.Equal(isTold, observed.Any(one => one.Key!.EndsWith(".is_reg", System.StringComparison.Ordinal)
            && one.Severity == Severity.Error));
    }

    [Fact]
    public void DataSetsOfOtherPrograms_AreLeftAlone() => Assert.Empty(ReadText.Observed<WrongTypeObservation>(
        "[[datasets]]\nimage_dir = 'a'\nis_reg = true\n", "dataset.toml"));
}
