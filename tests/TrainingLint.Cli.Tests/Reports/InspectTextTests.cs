using System.Linq;

namespace TrainingLint.Cli.Tests.Reports;

public sealed class InspectTextTests
{
    private const string Long = "behaviors:\n  Walker:\n    trainer_type: ppo\n    hyperparameters:\n      batch_size: 2048\n"
        + "      buffer_size: 20480\n"
        + "      learning_rate: 0.0003\n      learning_rate_schedule: linear\n    max_steps: 10000000\n";

    [Fact]
    public void Pipe_GetsOneLineForEachSettingWithNothingCut()
    {
        using var scratch = new Scratch { Width = int.MaxValue };
        var lines = scratch.Write("a.yaml", Long).Run("inspect", "a.yaml").Lines;
        Assert.Contains(lines, line => line.StartsWith("  learning rate ", StringComparison.Ordinal)
            && line.EndsWith(" 0.0003                  behaviors.Walker.hyperparameters.learning_rate, line 7", StringComparison.Ordinal));
        const string Derivation = "follows: the linear schedule ends at 1e-10 (torch_entities/utils.py)";
        Assert.Contains(lines, line => line.EndsWith(Derivation, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains('─', StringComparison.Ordinal));
    }

    [Fact]
    public void NarrowTerminal_BreaksBetweenWordsOnly()
    {
        using var wide = new Scratch { Width = int.MaxValue };
        using var narrow = new Scratch { Width = 60 };
        var whole = wide.Write("a.yaml", Long).Run("inspect", "a.yaml").Output;
        var broken = narrow.Write("a.yaml", Long).Run("inspect", "a.yaml");
        Assert.All(broken.Lines, line => Assert.True(line.Length <= 60 || line.Trim().Split(' ').Length == 1, line));
        Assert.Equal(Words(whole), Words(broken.Output));
    }

    [Fact]
    public void Numbers_AreWrittenAsPeopleWriteThem()
    {
        using var scratch = new Scratch { Width = int.MaxValue };
        var output = scratch.Write("a.yaml", Long).Run("inspect", "a.yaml").Output;
        Assert.Contains("  schedule length      10000000 ", output, StringComparison.Ordinal);
        Assert.Contains("  final rate           1.3e-10 ", output, StringComparison.Ordinal);
        Assert.Contains("  GAE lambda ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("-0 %", output, StringComparison.Ordinal);
    }

    private static string[] Words(string output) =>
        [.. output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !word.Contains('█', StringComparison.Ordinal))];
}
