using System.Linq;
using System.Text.Json;

namespace TrainingLint.Cli.Tests.Check;

/// <summary>Values of a config that the commands beside it replace: what is said of them is a note, as they never run.</summary>
public class OverriddenValuesTests
{
    private const string Replacing = "python tools/train_net.py --config-file config.yaml SOLVER.BASE_LR 0.02 OUTPUT_DIR out\n";
    private const string Using = "python tools/train_net.py --config-file config.yaml SOLVER.IMS_PER_BATCH 16 OUTPUT_DIR out\n";

    private static (int Warnings, string Output) Check(params (string Name, string Text)[] files)
    {
        using var scratch = new Scratch();
        scratch.Write("config.yaml", Scratch.Risky);
        foreach (var (name, text) in files)
        {
            scratch.Write(name, text);
        }

        var outcome = scratch.Run("check", ".", "--format", "json", "--severity", "info", "--no-fail");
        var findings = outcome.Json.GetProperty("findings").EnumerateArray();
        return (findings.Count(finding => Text(finding, "ruleId") == "TL0102"
            && Text(finding, "file") == "config.yaml" && Text(finding, "severity") != "info"), outcome.Output);

        static string? Text(JsonElement finding, string name) => finding.GetProperty(name).GetString();
    }

    [Fact]
    public void ValueThatTheOnlyCommandReplaces_IsANote()
    {
        var (warnings, output) = Check(("train.sh", Replacing));
        Assert.Equal(0, warnings);
        Assert.Contains("It never runs here", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ValueThatEveryCommandReplaces_IsANote() =>
        Assert.Equal(0, Check(("train.sh", Replacing), ("large.sh", Replacing.Replace("0.02", "0.04", StringComparison.Ordinal))).Warnings);

    [Fact]
    public void ValueThatAnotherCommandRuns_Warns() => Assert.Equal(1, Check(("train.sh", Replacing), ("plain.sh", Using)).Warnings);

    [Fact]
    public void ValueThatAnotherConfigBuildsOn_Warns() =>
        Assert.Equal(1, Check(("train.sh", Replacing), ("child.yaml", "_BASE_: config.yaml\nSEED: 7\n")).Warnings);

    [Fact]
    public void ValueThatNoCommandReplaces_Warns()
    {
        Assert.Equal(1, Check().Warnings);
        Assert.Equal(1, Check(("train.sh", Using)).Warnings);
    }
}
