using System.Linq;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>What most files of a folder write alike is likelier a habit than a mistake in each: it is said once.</summary>
public sealed class SharedFindingsTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(3, 0, 3)]
    [InlineData(6, 4, 0)]
    [InlineData(6, 5, 6)]
    public void DoubtfulValue_IsNoWarning_WhereMostFilesShareIt(int alike, int others, int warnings)
    {
        WriteAll("", alike, others);
        var outcome = _scratch.Run("check", ".", "--format", "concise", "--severity", "info");
        Assert.Equal(warnings, outcome.Lines.Count(line => line.Contains("learning-rate-too-high", StringComparison.Ordinal)
            && !line.Contains(" info ", StringComparison.Ordinal)));
        Assert.Equal(warnings == 0, outcome.Output.Contains("files beside it are alike", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatRestsOnTheProgram_IsAWarningOfOneFile()
    {
        _scratch.Write("train.py", "import yaml\ncfg = yaml.safe_load(open('a.yaml'))\nmodel = build(cfg['model'], cfg['optimizer'], cfg['learning_rate'])\n"
            + "for epoch in range(cfg['epochs']):\n    for batch in load(cfg['batch_size'], cfg['data']):\n        model(batch).backward()\n        optimizer.step()\n");
        _scratch.Write("setup.py", "");
        for (var i = 0; i < 5; i++)
        {
            _scratch.Write(FormattableString.Invariant($"configs/a{i}.yaml"), "model: net\ndata: set\noptimizer: adam\nlearning_rate: 0.001\nbatch_size: 32\nepochs: 3\n");
        }

        Assert.Single(_scratch.Run("check", ".", "--format", "concise").Lines,
            line => line.Contains("missing-seed", StringComparison.Ordinal));
    }

    [Fact]
    public void Answer_DoesNotDependOnTheFilesThatAreGiven()
    {
        WriteAll("", 6, 0);
        Assert.Contains("files beside it are alike", _scratch.Run("check", "a0.yaml", "--severity", "info").Output.Replace("\n", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain("learning-rate-too-high", _scratch.Run("check", "a3.yaml").Output, StringComparison.Ordinal);
        Assert.Contains("it is said in a0.yaml", _scratch.Run("check", "a3.yaml", "--severity", "info").Output.Replace("\n", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersOfOneFile_AreLookedAtTogether()
    {
        for (var i = 0; i < 6; i++)
        {
            _scratch.Write(FormattableString.Invariant($"configs/run{i}/train.yaml"), Config(0.1 + i));
        }

        Assert.DoesNotContain("learning-rate-too-high", _scratch.Run("check", ".", "--format", "concise").Output, StringComparison.Ordinal);
        Assert.Contains("files beside it are alike", _scratch.Run("check", ".", "--format", "concise", "--severity", "info").Output, StringComparison.Ordinal);
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
