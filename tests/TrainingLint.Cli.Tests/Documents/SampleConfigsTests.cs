using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrainingLint.Cli.Tests.Documents;

/// <summary>The sample configs: the sound ones are silent, the risky ones have exactly the findings that their comments announce.</summary>
public sealed class SampleConfigsTests
{
    public static TheoryData<string> Sound() => Samples("good.yaml");

    public static TheoryData<string> Risky() => Samples("risky.yaml");

    [Fact]
    public void ThereAreSixPairs() => Assert.Equal((6, 6), (Sound().Count, Risky().Count));

    [Theory]
    [MemberData(nameof(Sound))]
    public void SoundSample_HasNoWarning(string sample)
    {
        var (_, exit) = RepositoryCommandLine.Run("check", sample);

        Assert.Equal(ExitCode.Clean, exit);
    }

    [Theory]
    [MemberData(nameof(Risky))]
    public void RiskySample_HasTheFindingsOfItsComments(string sample)
    {
        var announced = File.ReadAllLines(Path.Combine(RepositoryCommandLine.Root, sample))
            .SelectMany((line, index) =>
                Regex.Matches(line, @"# (TL\d{4}):").Select(match => FormattableString.Invariant($"{index + 1} {match.Groups[1].Value}")));

        var (output, exit) = RepositoryCommandLine.Run("check", sample, "--format", "json");
        var found = JsonDocument.Parse(output).RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding =>
                finding.GetProperty("line").GetInt32().ToString(CultureInfo.InvariantCulture) + " " + finding.GetProperty("ruleId").GetString());

        Assert.Equal(announced, found);
        Assert.Equal(ExitCode.Findings, exit);
    }

    private static TheoryData<string> Samples(string name)
    {
        var data = new TheoryData<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(RepositoryCommandLine.Root, "samples", "configs"), name,
            SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetRelativePath(RepositoryCommandLine.Root, path).Replace('\\', '/'));
        }

        return data;
    }
}
