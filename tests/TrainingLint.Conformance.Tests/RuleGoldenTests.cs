using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Rules;

namespace TrainingLint.Conformance.Tests;

/// <summary>
/// For each rule that judges configs a faulty file in <c>RuleGoldens/err</c> and its mended twin of the same name in <c>ok</c>, as people
/// write them for their framework. Beside the faulty one, <c>.expected</c> lists "line severity rule": all warnings and errors of the file, and
/// what its own rule says.
/// </summary>
public class RuleGoldenTests
{
    private static readonly string Folder = Repository.PathOf("tests", "TrainingLint.Conformance.Tests", "RuleGoldens");

    public static TheoryData<string> Faulty => [.. FilesIn("err")];

    [Fact]
    public void EveryConfigRule_HasAFaultyFileAndItsTwin()
    {
        var rules = RuleBook.Rules.Where(rule => rule.Info.ExampleLanguage == ExampleLanguage.Config).Select(rule => rule.Info.Name)
            .Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(rules, FilesIn("err").Select(file => Path.GetFileNameWithoutExtension(file)));
        Assert.Equal(FilesIn("err"), FilesIn("ok"));
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public void FaultyFile_GetsWhatItsNeighbourExpects(string file) =>
        Assert.Equal(File.ReadAllLines(Path.Combine(Folder, "err", file + ".expected")), Told("err", file));

    [Theory]
    [MemberData(nameof(Faulty))]
    public void MendedTwin_GetsNothing(string file) => Assert.Empty(Told("ok", file));

    private static IEnumerable<string> FilesIn(string part) =>
        Directory.EnumerateFiles(Path.Combine(Folder, part)).Select(path => Path.GetFileName(path))
            .Where(file => !file.EndsWith(".expected", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string[] Told(string part, string file)
    {
        var rule = Path.GetFileNameWithoutExtension(file);
        return [.. Example.LintFile(file, File.ReadAllText(Path.Combine(Folder, part, file)))
            .Where(finding => finding.Severity > Severity.Info || finding.Rule.Name == rule)
            .OrderBy(finding => finding.Place)
            .Select(finding => FormattableString.Invariant(
                $"{finding.Place.Line} {finding.Severity.ToString().ToLowerInvariant()} {finding.Rule.Name}"))];
    }
}
