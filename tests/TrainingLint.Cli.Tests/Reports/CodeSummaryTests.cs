using System.Collections.Generic;
using TrainingLint.Cli.Files;
using TrainingLint.Cli.Reports;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Configuration;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Tests.Reports;

/// <summary>The line behind findings in code that names the call which tries them.</summary>
public class CodeSummaryTests
{
    [Fact]
    public void FindingThatTrainingCanShow_NamesTheCall() =>
        Assert.Equal(
            "To try what was found in code: 'traininglint probe --config src/Train.cs --verify'.",
            Triable(Found("TL2001", "src/Train.cs"), Found("TL0102", "src/Train.cs"), Found("TL0201", "src/Zoo.cs")));

    [Fact]
    public void FindingsThatNoTrainingShows_OrInConfigs_OrAccepted_NameNone()
    {
        Assert.Null(Triable(Found("TL2001", "src/Train.cs"), Found("TL0102", "configs/train.yaml")));
        Assert.Null(Triable(Found("TL0102", "src/Train.cs") with { Suppression = new Suppression(SuppressionKind.Comment, "a sweep") }));
    }

    private static string? Triable(params Finding[] findings)
    {
        var files = new List<LintedFile>();
        foreach (var finding in findings)
        {
            var path = finding.Place.File;
            var sources = new Dictionary<string, SourceFile> { [path] = new(path, "") };
            files.Add(new LintedFile(new TrainingFile { Path = path }, [finding], sources, LintOptions.Default));
        }

        return Summary.Triable(new ShownFindings(new LintRun(files, [], "/"), Severity.Warning));
    }

    private static Finding Found(string rule, string file) =>
        new() { Rule = RuleBook.Find(rule)!.Info, Severity = Severity.Warning, Message = "", Place = new Place(file, 1, 1, 1, 2) };
}
