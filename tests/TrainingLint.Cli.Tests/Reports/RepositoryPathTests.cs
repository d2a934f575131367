using System.Linq;

namespace TrainingLint.Cli.Tests.Reports;

/// <summary>Services that know only the repository get paths from its root, wherever the tool runs.</summary>
public sealed class RepositoryPathTests : IDisposable
{
    private readonly Scratch _scratch = new Scratch().Write("my configs/a#1.yaml", Scratch.Risky);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Sarif_HasEscapedUrisFromTheRoot()
    {
        var run = Run("sarif").Json.GetProperty("runs")[0];
        var location = run.GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
        Assert.Equal("my%20configs/a%231.yaml", location.GetProperty("uri").GetString());
        Assert.Equal("%SRCROOT%", location.GetProperty("uriBaseId").GetString());
        Assert.Equal(run.GetProperty("results")[0].GetProperty("ruleId").GetString(),
            run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("id").GetString());
    }

    [Fact]
    public void GitHubAndGitLab_HavePathsFromTheRoot()
    {
        Assert.StartsWith("::error file=my configs/a#1.yaml,line=3,", Run("github").Output, StringComparison.Ordinal);
        Assert.Equal("my configs/a#1.yaml", Run("gitlab").Json[0].GetProperty("location").GetProperty("path").GetString());
    }

    [Fact]
    public void Fingerprints_AreTheSameFromEveryDirectory_AndWhenLinesMove()
    {
        var fromBelow = Fingerprint(Run("gitlab"));
        Assert.Equal(fromBelow, Fingerprint(_scratch.Run("check", ".", "--format", "gitlab")));
        _scratch.Write("my configs/a#1.yaml", "# moved\n\n" + Scratch.Risky);
        Assert.Equal(fromBelow, Fingerprint(Run("gitlab")));
        _scratch.Write("my configs/a#1.yaml", Scratch.Risky.Replace("20.0", "30.0"));
        Assert.NotEqual(fromBelow, Fingerprint(Run("gitlab")));

        static string Fingerprint(Outcome outcome) => Assert.Single(outcome.Json.EnumerateArray()).GetProperty("fingerprint").GetString()!;
    }

    [Fact]
    public void ReviewdogsColumns_CountBytes()
    {
        _scratch.Write("my configs/a#1.yaml", "model: {name: \"\u00e9\U0001f680\", x: 1}\nSOLVER: {NAME: \"\u00e9\U0001f680\", BASE_LR: 20.0, MAX_ITER: 90000, IMS_PER_BATCH: 16}\nSEED: 1\n");
        var start = Run("rdjson").Json.GetProperty("diagnostics").EnumerateArray().First(diagnostic => diagnostic.GetProperty("code").GetProperty("value").GetString() == "TL0102")
            .GetProperty("location").GetProperty("range").GetProperty("start");
        Assert.Equal((2, 35), (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32()));
    }

    private Outcome Run(string format) => _scratch.RunIn("my configs", "", "check", ".", "--format", format);
}
