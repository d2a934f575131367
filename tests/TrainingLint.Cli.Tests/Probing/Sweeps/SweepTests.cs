using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Cli.Tests.Probing.Sweeps;

public sealed class SweepTests : IDisposable
{
    private readonly SweepScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void EveryRecipe_IsRunWithEverySeed_InAFixedOrder()
    {
        var outcome = _scratch.Sweep("--first-seed", "7", "--format", "json");

        Assert.Equal(ExitCode.Clean, outcome.Exit);
        Assert.Contains("1 of 5 files hold no training recipe", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["configs/agents.yaml Läufer 7", "configs/agents.yaml Läufer 8", "configs/agents.yaml Crawler 7", "configs/agents.yaml Crawler 8", "configs/risky.yaml training 7", "configs/risky.yaml training 8", "configs/sound.yaml training 7", "configs/sound.yaml training 8", "configs/zero.yaml training 7", "configs/zero.yaml training 8"],
            outcome.Json.GetProperty("entries").EnumerateArray()
                .Select(entry => FormattableString.Invariant($"{entry.GetProperty("file")} {entry.GetProperty("recipe")} {entry.GetProperty("seed")}")));
        Assert.Equal(Enumerable.Range(0, SweepScratch.Units),
            outcome.Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("unit").GetInt32()));
    }

    [Fact]
    public void AnEntry_IsTheOrdinaryProbeWithoutItsClock()
    {
        var entry = _scratch.Sweep("--format", "json").Json.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("unit").GetInt32() == 7);
        var probe = _scratch.Files.Run("probe", "--config", "configs/sound.yaml", "--problem", "double-well", "--steps", "12", "--seed", "1", "--measure", "none", "--budget", "500", "--format", "json").Json;

        foreach (var name in new[] { "curvature", "stability", "risks" })
        {
            Assert.True(JsonElement.DeepEquals(probe.GetProperty(name), entry.GetProperty(name)), name);
        }

        var (run, alone) = (entry.GetProperty("run"), probe.GetProperty("run"));
        Assert.False(run.TryGetProperty("seconds", out _));
        Assert.Equal(alone.EnumerateObject().Select(member => member.Name).Where(name => name != "seconds"),
            run.EnumerateObject().Select(member => member.Name));
        Assert.All(run.EnumerateObject(),
            member => Assert.True(JsonElement.DeepEquals(member.Value, alone.GetProperty(member.Name)), member.Name));
    }

    [Fact]
    public void ARecipeThatCannotBeRun_IsAnEntryWithItsReason()
    {
        var outcome = _scratch.Sweep("--format", "json");

        Assert.Equal(ExitCode.Clean, outcome.Exit);
        var refused = outcome.Json.GetProperty("entries").EnumerateArray().Where(entry => entry.TryGetProperty("notRun", out _)).ToArray();
        Assert.Equal([8, 9], refused.Select(entry => entry.GetProperty("unit").GetInt32()));
        Assert.All(refused, entry => Assert.Contains("learning rate is 0", entry.GetProperty("notRun").GetString(), StringComparison.Ordinal));
        var summary = outcome.Json.GetProperty("summary").EnumerateArray().Last();
        Assert.Equal(0, summary.GetProperty("runs").GetInt32());
        Assert.False(summary.TryGetProperty("finalLoss", out _));
        Assert.Contains("not run: the learning rate is 0", _scratch.Sweep().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSummary_IsThatOfTheEntries()
    {
        var json = _scratch.Sweep("--format", "json").Json;

        var runs = json.GetProperty("entries").EnumerateArray().Where(entry => entry.GetProperty("file").GetString() == "configs/sound.yaml").ToArray();
        var summary = json.GetProperty("summary").EnumerateArray().Single(recipe => recipe.GetProperty("file").GetString() == "configs/sound.yaml");
        var losses = runs.Select(run => run.GetProperty("run").GetProperty("finalLoss").GetDouble()).ToArray();
        var loss = summary.GetProperty("finalLoss");
        var mean = (losses[0] + losses[1]) / 2;
        var scale = Math.Abs(losses[0]) + Math.Abs(losses[1]);
        var deviation = Math.Abs(losses[0] - losses[1]) / Math.Sqrt(2);
        Assert.Equal(mean, loss.GetProperty("mean").GetDouble(), 1e-12 * scale);
        Assert.Equal(deviation, loss.GetProperty("standardDeviation").GetDouble(), 1e-9 * scale);

        // Quantiles of tables: t with one degree of freedom, and chi-square with one, at 95 %.
        Assert.Equal(mean + (12.7062 * deviation / Math.Sqrt(2)), loss.GetProperty("meanInterval")[1].GetDouble(), 1e-5 * scale);
        Assert.Equal(deviation / Math.Sqrt(5.02389), loss.GetProperty("standardDeviationInterval")[0].GetDouble(), 1e-5 * scale);

        var margins = runs.SelectMany(run => run.GetProperty("stability").GetProperty("margins").EnumerateArray().Select(margin => margin.GetDouble()));
        Assert.Equal(margins.Min(), summary.GetProperty("smallestMargin").GetProperty("value").GetDouble());
        Assert.Equal(runs.Length, summary.GetProperty("verdicts").EnumerateObject().Sum(verdict => verdict.Value.GetInt32()));
        Assert.Equal(runs.Count(run => run.GetProperty("risks").GetArrayLength() > 0), summary.GetProperty("risky").GetInt32());
    }

    [Fact]
    public void RunsThatDiverge_AreCountedButNotAveraged()
    {
        var summary = _scratch.Sweep("--format", "json").Json.GetProperty("summary").EnumerateArray().Single(recipe => recipe.GetProperty("file").GetString() == "configs/risky.yaml");

        Assert.Equal(2, summary.GetProperty("verdicts").GetProperty("diverged").GetInt32());
        Assert.Equal(2, summary.GetProperty("risky").GetInt32());
        Assert.False(summary.TryGetProperty("finalLoss", out _));
    }

    [Fact]
    public void TheOrderOfPaths_MakesNoDifference()
    {
        var inOrder = _scratch.Files.Run(["probe", "sweep", "configs/agents.yaml", "configs/sound.yaml", .. SweepScratch.Quick, "--format", "json"]);
        var otherwise = _scratch.Files.Run(["probe", "sweep", "configs/sound.yaml", "./configs/agents.yaml", "configs/sound.yaml", .. SweepScratch.Quick, "--format", "json"]);

        Assert.Equal(ExitCode.Clean, inOrder.Exit);
        Assert.Equal(inOrder.Output, otherwise.Output);
    }

    [Fact]
    public void TheNumberOfThreads_MakesNoDifference()
    {
        // The perceptron, whose samples are shared out between threads.
        string[] call = ["probe", "sweep", "configs/sound.yaml", "--layers", "64-8-10", "--steps", "4", "--seeds", "1", "--format", "json"];
        var before = Workers.Count;
        try
        {
            Workers.Count = 1;
            var alone = _scratch.Files.Run(call);
            Workers.Count = 3;
            Assert.Equal(alone.Output, _scratch.Files.Run(call).Output);
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void AConfig_IsKnownByTheContentOfAllItsFiles()
    {
        _scratch.Files.Write("base.yaml", Scratch.Sound).Write("child.yaml", "_BASE_: base.yaml\nSOLVER:\n  BASE_LR: 0.01\n");

        var config = Assert.Single(_scratch.Files.Run(["probe", "sweep", "child.yaml", .. SweepScratch.Quick, "--format", "json"]).Json.GetProperty("sweep").GetProperty("configs").EnumerateArray());

        Assert.Equal(Sha256("child.yaml"), config.GetProperty("sha256").GetString());
        var drawn = Assert.Single(config.GetProperty("drawsOn").EnumerateArray());
        Assert.Equal(("base.yaml", Sha256("base.yaml")), (drawn.GetProperty("file").GetString(), drawn.GetProperty("sha256").GetString()));
    }

    [Fact]
    public void AFileThatCannotBeRead_IsReportedAndTheRestIsRun()
    {
        _scratch.Files.Write("configs/broken.yaml", [0x80, 0x02, 0xFF, 0xFE, 0x00, 0x93]).Write("configs/open.yaml", Scratch.Sound + "DATASETS: {TEST: [coco\n");

        var outcome = _scratch.Sweep("--format", "json");

        Assert.Equal(ExitCode.Unreadable, outcome.Exit);
        Assert.Contains("configs/broken.yaml:1:", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["configs/broken.yaml", "configs/open.yaml"], outcome.Json.GetProperty("sweep").GetProperty("unreadable").EnumerateArray().Select(config => config.GetProperty("file").GetString()));
        Assert.Equal(SweepScratch.Units, outcome.Json.GetProperty("entries").GetArrayLength());
        Assert.Equal(ExitCode.Clean, _scratch.Sweep("--exclude", "configs/broken.yaml", "--exclude", "configs/open.yaml").Exit);
    }

    [Fact]
    public void AProblemThatFails_IsAnEntryAndAnExitCode()
    {
        var outcome = _scratch.Files.Run("probe", "sweep", "configs/sound.yaml", "--seeds", "1", "--assembly", typeof(SweepTests).Assembly.Location, "--type", nameof(OwnNonsense), "--format", "json");

        Assert.Equal(ExitCode.Unreadable, outcome.Exit);
        Assert.Contains("NaN before the first update", Assert.Single(outcome.Json.GetProperty("entries").EnumerateArray()).GetProperty("failed").GetString(), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(typeof(SweepTests).Assembly.Location))),
            outcome.Json.GetProperty("sweep").GetProperty("source").GetProperty("sha256").GetString());
    }

    [Fact]
    public void AnOutputThatCannotBeWritten_IsKnownBeforeTheWork()
    {
        _scratch.Files.Write("file", "");

        // A problem that fails would be heard of if the work had begun.
        string[] call = ["probe", "sweep", "configs/sound.yaml", "--assembly", typeof(SweepTests).Assembly.Location, "--type", nameof(OwnNonsense), "--output"];
        SweepScratch.Refused(_scratch.Files.Run([.. call, "missing/whole.json"]), "create it first", ExitCode.Unreadable);
        SweepScratch.Refused(_scratch.Files.Run([.. call, "configs"]), "is a directory");
        SweepScratch.Refused(_scratch.Files.Run([.. call, "file/whole.json"]), "cannot be written", ExitCode.Unreadable);
        Assert.DoesNotContain(Directory.EnumerateFiles(_scratch.Files.Root, "*.traininglint-*", SearchOption.AllDirectories), _ => true);
    }

    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1/0")]
    [InlineData("1")]
    [InlineData("-1/2")]
    [InlineData("1/2/3")]
    [InlineData("one/two")]
    public void AShareThatIsNone_IsRefused(string shard) => SweepScratch.Refused(_scratch.Sweep("--shard", shard), "such as 2/4");

    [Fact]
    public void WrongUsage_SaysWhatToDo()
    {
        var configs = _scratch.Files;
        SweepScratch.Refused(configs.Run("probe", "sweep"), "at least one file or directory.");
        SweepScratch.Refused(configs.Run("probe", "sweep", "configs", "--seeds", "0"), "--seeds must be 1 to");
        SweepScratch.Refused(configs.Run("probe", "sweep", "configs", "--first-seed", "-1"), "--first-seed 0 to");
        SweepScratch.Refused(configs.Run("probe", "sweep", "configs", "--steps", "0"), "--steps must be 1");
        SweepScratch.Refused(configs.Run("probe", "sweep", "configs/notes.yaml"), "no training recipe");
        SweepScratch.Refused(configs.Run("probe", "--steps", "5", "sweep", "configs"), "--steps stands before 'sweep'");
        SweepScratch.Refused(_scratch.Sweep("--shard", "1/2", "--format", "text"), "can never be joined");
        SweepScratch.Refused(configs.Run("probe", "sweep", "configs", "--layers", "64-50000-50000-10"), "memory");
    }

    private string Sha256(string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_scratch.Files.PathOf(name))));
}
