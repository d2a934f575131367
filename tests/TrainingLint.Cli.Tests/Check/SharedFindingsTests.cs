using System.Linq;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>What most files of a folder write alike is likelier a habit than a mistake in each: it is said once.</summary>
public sealed class SharedFindingsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(5, 0, 1)]
    [InlineData(4, 0, 4)]
    [InlineData(6, 4, 1)]
    [InlineData(6, 5, 6)]
    public void DoubtfulValue_IsSaidOnce_WhereMostFilesShareIt(int alike, int others, int warnings)
    {
        WriteAll("", alike, others);
        var outcome = _scratch.Run("check", ".", "--format", "concise");
        Assert.Equal(warnings, outcome.Lines.Count(line => line.Contains("learning-rate-too-high", StringComparison.Ordinal)));
        Assert.Equal(warnings == 1, outcome.Output.Contains("files beside it are alike", StringComparison.Ordinal));
    }

    [Fact]
    public void Answer_DoesNotDependOnTheFilesThatAreGiven()
    {
        WriteAll("", 6, 0);
        Assert.Contains("learning-rate-too-high", _scratch.Run("check", "a0.yaml").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("learning-rate-too-high", _scratch.Run("check", "a3.yaml").Output, StringComparison.Ordinal);
        Assert.Contains("the warning stands in a0.yaml", _scratch.Run("check", "a3.yaml", "--severity", "info").Output.Replace("\n", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersOfOneFile_AreLookedAtTogether()
    {
        for (var i = 0; i < 6; i++)
        {
            _scratch.Write(FormattableString.Invariant($"configs/run{i}/train.yaml"), Config(0.1 + i));
        }

        Assert.Single(_scratch.Run("check", ".", "--format", "concise").Lines,
            line => line.Contains("learning-rate-too-high", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsLostOnReading_IsSaidOfEachFile()
    {
        for (var i = 0; i < 6; i++)
        {
            _scratch.Write(FormattableString.Invariant($"a{i}.yaml"), Config(0.001) + "epochs: 4\n");
        }

        Assert.Equal(6, _scratch.Run("check", ".", "--format", "concise").Lines.Count(line => line.Contains("duplicate-key", StringComparison.Ordinal)));
    }

    private void WriteAll(string folder, int alike, int others)
    {
        for (var i = 0; i < alike; i++)
        {
            _scratch.Write(FormattableString.Invariant($"{folder}a{i}.yaml"), Config(0.1 + i));
        }

        for (var i = 0; i < others; i++)
        {
            _scratch.Write(FormattableString.Invariant($"{folder}b{i}.yaml"), Config(0.001));
        }
    }

    private static string Config(double rate) => FormattableString.Invariant(
        $"optimizer: adam\nlearning_rate: {rate}\nbatch_size: 32\nepochs: 3\nseed: 1\n");
}
