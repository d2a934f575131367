using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TrainingLint.Cli.Tests.Documents;
using YamlDotNet.RepresentationModel;

namespace TrainingLint.Cli.Tests.Probing.Sweeps;

/// <summary>The commands of the ready files for schedulers, with the variables that the scheduler sets, make a whole sweep. Slurm's are run by Slurm itself (.ci/slurm/run).</summary>
public sealed class ReadyFilesTests : IDisposable
{
    private const string Call = "traininglint probe ";

    private readonly SweepScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Kubernetes()
    {
        var job = Load("kubernetes/sweep.yaml")["spec"];
        var shards = Number(job["completions"]);
        var environment = (YamlSequenceNode)job["template"]["spec"]["containers"][0]["env"];
        Assert.Equal(shards, Number(environment.Single(variable => Text(variable["name"]) == "SHARDS")["value"]));

        MakesAWholeSweep(shards, job, Load("kubernetes/merge.yaml"), index => new()
        {
            ["$((JOB_COMPLETION_INDEX + 1))"] = index,
            ["$JOB_COMPLETION_INDEX"] = index - 1,
            ["$SHARDS"] = shards,
        });
    }

    [Fact]
    public void GitHub()
    {
        var jobs = Load("github.yml")["jobs"];
        var indices = ((YamlSequenceNode)jobs["sweep"]["strategy"]["matrix"]["shard"]).Select(Number).ToArray();
        Assert.Equal(Enumerable.Range(1, indices.Length), indices);

        MakesAWholeSweep(indices.Length, jobs["sweep"], jobs["merge"], index => new()
        {
            ["${{ matrix.shard }}"] = index,
            ["${{ strategy.job-total }}"] = indices.Length,
        });
    }

    [Fact]
    public void GitLab()
    {
        var jobs = Load("gitlab.yml");
        var shards = Number(jobs["sweep"]["parallel"]);

        MakesAWholeSweep(shards, jobs["sweep"], jobs["merge"], index => new()
        {
            ["$CI_NODE_INDEX"] = index,
            ["$CI_NODE_TOTAL"] = shards,
        });
    }

    private void MakesAWholeSweep(int shards, YamlNode sweep, YamlNode merge, Func<int, Dictionary<string, int>> variables)
    {
        Assert.InRange(shards, 2, 100);
        string[] quick = ["--problem", "double-well", "--steps", "3"];
        Directory.CreateDirectory(_scratch.Files.PathOf("parts"));
        for (var index = 1; index <= shards; index++)
        {
            Assert.Equal(ExitCode.Clean, _scratch.Files.Run([.. Arguments(sweep, variables(index)), .. quick]).Exit);
        }

        var parts = Directory.GetFiles(_scratch.Files.PathOf("parts")).Select(path => "parts/" + Path.GetFileName(path));
        Assert.Equal(ExitCode.Clean, _scratch.Files.Run([.. Arguments(merge, []).SelectMany(word => word == "parts/*.json" ? parts : [word])]).Exit);
        Assert.Equal(_scratch.Files.Run(["probe", "sweep", "configs", "--seeds", "10", .. quick, "--format", "json"]).Output, _scratch.Files.Read("sweep.json"));
    }

    /// <summary>The words of the one call of the tool in a job, as its shell hands them over.</summary>
    private static IEnumerable<string> Arguments(YamlNode job, Dictionary<string, int> variables)
    {
        var line = job.AllNodes.OfType<YamlScalarNode>().SelectMany(node => Text(node).Split('\n'))
            .Single(line => line.Contains(Call, StringComparison.Ordinal));
        foreach (var (name, value) in variables)
        {
            line = line.Replace(name, value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return line.Replace("\"", "", StringComparison.Ordinal)[(line.IndexOf(Call, StringComparison.Ordinal) + "traininglint ".Length)..].Split(' ');
    }

    private static YamlNode Load(string name)
    {
        using var text = File.OpenText(Path.Combine(RepositoryCommandLine.Root, "ci", "sweeps", name));
        var yaml = new YamlStream();
        yaml.Load(text);
        return yaml.Documents[0].RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static int Number(YamlNode node) => int.Parse(Text(node), CultureInfo.InvariantCulture);
}
