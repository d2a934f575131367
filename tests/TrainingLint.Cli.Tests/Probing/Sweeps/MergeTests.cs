using System.Linq;
using System.Text.Json.Nodes;

namespace TrainingLint.Cli.Tests.Probing.Sweeps;

public sealed class MergeTests : IDisposable
{
    private readonly SweepScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(SweepScratch.Units + 2)]
    public void JoinedParts_AreTheBytesOfOneJob(int shards)
    {
        var whole = _scratch.Whole();

        var outcome = _scratch.Merge([.. _scratch.Parts(shards), "--output", "joined.json"]);

        Assert.Equal((ExitCode.Clean, ""), (outcome.Exit, outcome.Error));
        Assert.Equal(whole, _scratch.Files.Read("joined.json"));
    }

    [Fact]
    public void OnStandardOutput_PartsJoinToTheSameAsWell()
    {
        var parts = _scratch.Parts(2);

        Assert.Equal(_scratch.Sweep("--format", "json").Output, _scratch.Merge([.. parts, "--format", "json"]).Output);
        Assert.Equal(_scratch.Sweep().Output, _scratch.Merge(parts).Output);
        Assert.Equal(_scratch.Whole(), _scratch.Sweep("--format", "json").Output);
    }

    [Fact]
    public void SharesOfDifferentNumbers_JoinWhenTheyCoverEverything()
    {
        var whole = _scratch.Whole();
        foreach (var share in new[] { "1/2", "2/4", "4/4" })
        {
            _scratch.Sweep("--shard", share, "--output", share.Replace('/', '-') + ".json");
        }

        Assert.Equal(whole, _scratch.Merge("1-2.json", "4-4.json", "2-4.json", "--format", "json").Output);
    }

    [Fact]
    public void AUnitThatTwoPartsAgreeOn_IsTakenOnce()
    {
        var whole = _scratch.Whole();

        Assert.Equal(whole, _scratch.Merge([.. _scratch.Parts(2), "1.json", "whole.json", "--format", "json"]).Output);
    }

    [Fact]
    public void AMissingShare_IsNamed()
    {
        _scratch.Parts(4);

        SweepScratch.Refused(_scratch.Merge("1.json", "3.json"), "no part for shards 2, 4 of 4");
        SweepScratch.Refused(_scratch.Merge("1.json", "2.json", "4.json"), "no part for shard 3 of 4");
    }

    [Fact]
    public void AMissingUnit_IsNamedWithItsPart()
    {
        var parts = _scratch.Parts(2);
        _scratch.Change("2.json", json => json["entries"]!.AsArray().RemoveAt(1));

        SweepScratch.Refused(_scratch.Merge(parts), "'2.json' was interrupted and lacks unit 3 (configs/agents.yaml Crawler, seed 1)");
    }

    [Fact]
    public void AUnitWithTwoContents_IsRefused()
    {
        var parts = _scratch.Parts(2);
        _scratch.Files.Write("copy.json", _scratch.Files.Read("1.json"));
        _scratch.Change("copy.json", json => json["entries"]![0]!["run"]!["finalLoss"] = 0.5);

        SweepScratch.Refused(_scratch.Merge([.. parts, "copy.json"]), "'copy.json' and '1.json' say different things of unit 0 (configs/agents.yaml Läufer, seed 0)");
    }

    [Theory]
    [InlineData("--steps", "13", "steps 13 instead of 12")]
    [InlineData("--seeds", "3", "seeds {\"first\": 0,\"count\": 3} instead of {\"first\": 0,\"count\": 2}")]
    [InlineData("--problem", "himmelblau", "problem {\"name\": \"himmelblau\"")]
    [InlineData("--exclude", "configs/risky.yaml", "no 'configs/risky.yaml'")]
    public void PartsOfTwoSweeps_AreRefused(string option, string value, string message)
    {
        _scratch.Parts(2);
        string[] other = ["probe", "sweep", "configs", "--shard", "2/2", "--output", "2.json"];
        var options = SweepScratch.Quick.Chunk(2).Where(pair => pair[0] != option).SelectMany(pair => pair);
        Assert.Equal(ExitCode.Clean, _scratch.Files.Run([.. other, .. options, option, value]).Exit);

        var outcome = _scratch.Merge("1.json", "2.json");

        SweepScratch.Refused(outcome, "'2.json' is a part of another sweep than '1.json': it has " + message);
    }

    [Theory]
    [InlineData("configs/sound.yaml", "another content of 'configs/sound.yaml'")]
    [InlineData("configs/more.yaml", "'configs/more.yaml' besides")]
    public void PartsOverConfigsThatChangedMeanwhile_AreRefused(string changed, string message)
    {
        _scratch.Parts(2);
        _scratch.Files.Write(changed, Scratch.Sound + "# even by a comment\n");
        _scratch.Sweep("--shard", "2/2", "--output", "2.json");

        SweepScratch.Refused(_scratch.Merge("1.json", "2.json"), message);
    }

    [Fact]
    public void PartsOfMachinesThatRoundOtherwise_AreRefused()
    {
        var parts = _scratch.Parts(2);
        _scratch.Change("1.json", json => json["sweep"]!["arithmetic"] = "linux arm64, vectors of 128 bits");

        SweepScratch.Refused(_scratch.Merge(parts), "it has arithmetic \"linux arm64, vectors of 128 bits\" instead of");
    }

    public static TheoryData<string, Action<JsonObject>> Distortions() => new()
    {
        { "no sweep", json => json.Remove("sweep") },
        { "no entries", json => json.Remove("entries") },
        { "a unit that the sweep does not have", json => json["entries"]![0]!["unit"] = 99 },
        { "a unit of another share", json => json["entries"]![0]!["unit"] = 1 },
        { "another seed than the unit's", json => json["entries"]![0]!["seed"] = 5 },
        { "an entry without an outcome", json => json["entries"]![0]!.AsObject().Remove("run") },
        { "a verdict that there is not", json => json["entries"]![0]!["run"]!["verdict"] = "fine" },
        { "a loss that is text", json => json["entries"]![0]!["run"]!["finalLoss"] = "low" },
        { "a unit twice", json => json["entries"]!.AsArray().Insert(0, json["entries"]![0]!.DeepClone()) },
        { "a share of none", json => json["shard"]!["count"] = 0 },
        { "no seed", json => json["sweep"]!["seeds"]!["count"] = 0 },
        { "no name", json => json["sweep"]!["configs"]![0]!["recipes"]![0]!["name"] = null },
    };

    [Theory]
    [MemberData(nameof(Distortions))]
    public void AFileThatIsNoPart_IsRefused(string distortion, Action<JsonObject> distort)
    {
        var parts = _scratch.Parts(2);
        Assert.Equal(ExitCode.Clean, _scratch.Merge(parts).Exit);
        _scratch.Change("1.json", distort);

        var outcome = _scratch.Merge(parts);

        Assert.True(outcome.Exit == ExitCode.Usage, distortion);
        Assert.Contains("'1.json' is no part of a sweep; what is wanted is the JSON of 'traininglint probe sweep'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNoJson_IsRefusedWithItsLine()
    {
        _scratch.Parts(1);
        var text = _scratch.Files.Read("1.json");
        _scratch.Files.Write("cut.json", string.Join('\n', text.Split('\n').Take(40)));

        SweepScratch.Refused(_scratch.Merge("cut.json"), "'cut.json' is no part of a sweep: line 40 is not JSON");
        SweepScratch.Refused(_scratch.Merge("missing.json"), "there is no part 'missing.json'");
        SweepScratch.Refused(_scratch.Merge("1.json", "configs"), "configs");
        SweepScratch.Refused(_scratch.Merge(), "Required argument");
        _scratch.Change("1.json", json => json["version"] = 2);
        SweepScratch.Refused(_scratch.Merge("1.json"), "is of version 2");
    }

    [Fact]
    public void TheOutput_TakesThePlaceOfAnEarlierOneOrStaysAway()
    {
        var parts = _scratch.Parts(2);
        _scratch.Files.Write("joined.json", "an earlier one");

        SweepScratch.Refused(_scratch.Merge(parts[0], "--output", "joined.json"), "no part for");
        Assert.Equal("an earlier one", _scratch.Files.Read("joined.json"));

        Assert.Equal(ExitCode.Clean, _scratch.Merge([.. parts, "--output", "joined.json"]).Exit);
        Assert.Equal(_scratch.Whole(), _scratch.Files.Read("joined.json"));
        Assert.DoesNotContain(Directory.EnumerateFiles(_scratch.Files.Root), path => path.Contains(".traininglint-", StringComparison.Ordinal));
    }
}
