using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace TrainingLint.Conformance.Tests;

/// <summary>What a test does, and whether it passes, must not depend on how busy the machine is.</summary>
public class ClocksInTestsTests
{
    private static readonly Regex Experiment = new(@"new ProbeOptions\s*\{|ProbeOptions \w+\([^)]*\) => new\(\)", RegexOptions.CultureInvariant);

    /// <summary>One stands still, the other moves as far as the test says; no machine moves either.</summary>
    private static readonly Regex OwnClock = new(@"Clock = (StandingClock\.Instance|workClock)\b", RegexOptions.CultureInvariant);

    private static readonly Regex TimedVerdict = new(@"Stopwatch\.|\.WaitAsync\(|Timeout = ", RegexOptions.CultureInvariant);

    private static readonly (string Name, string Text)[] Sources =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "TrainingLint.Benchmarks"))
            .Where(path => Path.GetFileNameWithoutExtension(path) != nameof(ClocksInTestsTests))
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path))),
    ];

    [Fact]
    public void EveryExperimentOfATest_HasAClockOfItsOwn()
    {
        var experiments = Sources.Where(source => Experiment.IsMatch(source.Text)).ToArray();

        Assert.NotEmpty(experiments);
        Assert.Empty(experiments
            .Where(source => Experiment.Count(source.Text) > OwnClock.Count(source.Text))
            .Select(source => source.Name));
    }

    [Fact]
    public void NoTest_MeasuresTime() =>
        Assert.Empty(Sources.Where(source => TimedVerdict.IsMatch(source.Text)).Select(source => source.Name));
}
