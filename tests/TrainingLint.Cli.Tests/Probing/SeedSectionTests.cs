using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Tests.Documents;

namespace TrainingLint.Cli.Tests.Probing;

/// <summary>What a probe reports about other seeds and held-out samples, in text and JSON.</summary>
public class SeedSectionTests
{
    private const string Config = "samples/CustomerSegmentation/segmentation.yaml";

    [Fact]
    public void TheSampleOfCustomers_TellsItsStory()
    {
        var (exit, agreement) = Probe("agreement", "--problem", "customer-segmentation");

        Assert.Equal(ExitCode.Clean, exit);
        Assert.Equal("odd-one-out", agreement.GetProperty("verdict").GetString());
        Assert.Equal(1, agreement.GetProperty("oddSeed").GetInt32());
        Assert.Equal("[[0,2],[1]]", Compact(agreement.GetProperty("groups")));
        Assert.StartsWith("discard the run with seed 1", agreement.GetProperty("advice")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal((3, false), (agreement.GetProperty("requested").GetInt32(), agreement.GetProperty("partial").GetBoolean()));
        var losses = agreement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("finalLoss").GetDouble()).ToArray();
        Assert.True(losses[1] > losses[0] + 0.005 && Math.Abs(losses[0] - losses[2]) < 0.001);
        Assert.Equal(losses.Average(), agreement.GetProperty("finalLoss").GetProperty("value").GetDouble(), 12);
        foreach (var pair in agreement.GetProperty("pairs").EnumerateArray())
        {
            var index = pair.GetProperty("adjustedRand");
            var isOdd = pair.GetProperty("seeds").EnumerateArray().Any(seed => seed.GetInt32() == 1);
            Assert.Equal(isOdd, index.GetProperty("value").GetDouble() < 0.9);
            Assert.InRange(index.GetProperty("value").GetDouble(), index.GetProperty("interval")[0].GetDouble(), index.GetProperty("interval")[1].GetDouble());
            Assert.Equal(isOdd, pair.GetProperty("matchedBarrier").GetProperty("value").GetDouble() > 0.01);
            Assert.False(pair.TryGetProperty("churn", out _));
        }
    }

    [Fact]
    public void AClassifier_HasChurnErrorsAndHeldOutLosses()
    {
        string[] network = ["--layers", "64-12-10", "--steps", "40"];
        var (_, agreement) = Probe("agreement", network);
        var (_, generalization) = Probe("generalization", network);

        Assert.All(agreement.GetProperty("pairs").EnumerateArray(), pair => Assert.Equal(1797, pair.GetProperty("churn").GetProperty("trials").GetInt32()));
        Assert.True(agreement.GetProperty("churn").GetProperty("error").GetDouble() > 0);
        Assert.False(agreement.TryGetProperty("adjustedRand", out _));
        Assert.Equal((1438, 359), (generalization.GetProperty("trainedSamples").GetInt32(), generalization.GetProperty("heldOutSamples").GetInt32()));
        Assert.Equal(3, generalization.GetProperty("gap").GetProperty("seeds").GetInt32());
        Assert.Equal(10, generalization.GetProperty("averaging").GetProperty("iterates").GetInt32());
        Assert.Equal((32, 256),
            (generalization.GetProperty("batchComparison").GetProperty("recipeBatch").GetInt32(), generalization.GetProperty("batchComparison").GetProperty("otherBatch").GetInt32()));
        Assert.Equal("steps and learning rate", generalization.GetProperty("batchComparison").GetProperty("same").GetString());
        var run = generalization.GetProperty("runs")[0].GetProperty("last");
        foreach (var name in new[] { "trainLoss", "heldOutLoss", "trainErrorRate", "heldOutErrorRate", "largestEigenvalue", "trace" })
        {
            Assert.True(run.GetProperty(name).GetProperty("error").GetDouble() >= 0);
        }
    }

    /// <summary>What was not measured is absent, and lost runs are named.</summary>
    [Fact]
    public void RunsThatDiverge_LeaveNoNumbers()
    {
        var (_, agreement) = Probe("agreement", "--problem", "quadratic", "--steps", "4000");
        Assert.Equal("stable", agreement.GetProperty("verdict").GetString());

        using var scratch = new Scratch();
        scratch.Write("train.yaml", "SOLVER:\n  BASE_LR: 90\n  MAX_ITER: 100\n  IMS_PER_BATCH: 16\n");
        var lost = scratch.Run("probe", "--config", "train.yaml", "--problem", "quadratic", "--measure", "agreement,generalization", "--budget", "100", "--format", "json");
        var json = JsonDocument.Parse(lost.Output).RootElement;

        Assert.Equal("undecided", json.GetProperty("agreement").GetProperty("verdict").GetString());
        Assert.All(json.GetProperty("agreement").GetProperty("runs").EnumerateArray(),
            run => Assert.True(run.GetProperty("diverged").GetBoolean() && !run.TryGetProperty("finalLoss", out _)));
        Assert.All(json.GetProperty("generalization").GetProperty("runs").EnumerateArray(),
            run => Assert.True(run.GetProperty("diverged").GetBoolean() && !run.TryGetProperty("last", out _)));
        Assert.False(json.GetProperty("generalization").TryGetProperty("gap", out _));
        Assert.Contains("agreement  undecided: all 3 runs diverged", scratch.Run("probe", "--config", "train.yaml", "--problem", "quadratic", "--measure", "agreement", "--budget", "100").Output, StringComparison.Ordinal);
    }

    /// <summary>The sample's page shows what the tool says, from the section on seeds on; numbers above it depend on rounding and time.</summary>
    [Fact]
    public void TheSamplesPage_ShowsWhatTheToolSays()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryCommandLine.Root, "samples", "CustomerSegmentation", "README.md")).ReplaceLineEndings("\n");
        var blocks = page.Split("```").Where(block => block.StartsWith("\n$ traininglint probe", StringComparison.Ordinal)).ToArray();

        Assert.Equal(2, blocks.Length);
        Assert.All(blocks, block =>
        {
            var lines = block.Trim('\n').Split('\n');
            var (output, _) = RepositoryCommandLine.Run([.. lines[0]["$ traininglint ".Length..].Split(' '), "--budget", "100"]);
            Assert.Equal(FromAgreementOn(output), FromAgreementOn(string.Join('\n', lines)));
        });
    }

    private static string FromAgreementOn(string output) => output[output.IndexOf("\nagreement ", StringComparison.Ordinal)..].Trim('\n');

    private static (int Exit, JsonElement Section) Probe(string question, params string[] options)
    {
        var (output, exit) = RepositoryCommandLine.Run(["probe", "--config", Config, "--measure", question, "--budget", "100", "--format", "json", .. options]);
        return (exit, JsonDocument.Parse(output).RootElement.GetProperty(question));
    }

    private static string Compact(JsonElement element) =>
        element.GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
