using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Configuration;
using TrainingLint.Cli.Files;
using TrainingLint.Configs.Documents;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Projects;

/// <summary>Judges the code of C# projects, so that it can be reported with the configs.</summary>
internal sealed class CodeLinter(ConfiguredOptions options, IReadOnlyList<Rule> rules)
{
    /// <summary>The files of projects; one that belongs to several of them comes once.</summary>
    /// <param name="results">What came of building projects and solutions.</param>
    /// <param name="display">How a path is shown.</param>
    /// <param name="isWanted">False for files that the call leaves out.</param>
    public (IReadOnlyList<LintedFile> Files, IReadOnlyList<InputError> Errors) Lint(
        IReadOnlyList<ProjectResult> results, Func<string, string> display, Func<InputFile, bool> isWanted)
    {
        var findings = results.SelectMany(result => result.Findings).ToLookup(finding => finding.Place.File, StringComparer.Ordinal);
        var files = results.SelectMany(result => result.Sources)
            .Concat(findings.Select(ofFile => ofFile.Key))
            .Distinct(StringComparer.Ordinal)
            .Select(path => new InputFile(path, display(path), IsExplicit: false))
            .Where(isWanted)
            .Select(file => Lint(file, findings[file.FullPath]));
        var errors = results.SelectMany(result => result.Problems)
            .Distinct()
            .Select(problem => new InputError(display(problem.Project), 1, problem.Message, problem.IsInternal));
        return ([.. files], [.. errors]);
    }

    private LintedFile Lint(InputFile file, IEnumerable<Finding> findings)
    {
        var source = Read(file);
        return new LintedFile(
            new TrainingFile { Path = file.DisplayPath },
            Said(findings.Where(finding => rules.Any(rule => rule.Info.Id == finding.Rule.Id))
                .Select(finding => finding with { Place = finding.Place with { File = file.DisplayPath } })),
            new Dictionary<string, SourceFile>(StringComparer.Ordinal) { [file.DisplayPath] = source },
            options.For(file.FullPath));
    }

    // A project for several frameworks says everything several times. What one of them does not accept is open.
    private static Finding[] Said(IEnumerable<Finding> findings)
    {
        var said = findings.GroupBy(finding => (finding.Rule.Id, finding.Place, finding.Message))
            .Select(same => same.OrderBy(finding => finding.Suppressed).First()).ToArray();
        Array.Sort(said, Finding.Compare);
        return said;
    }

    private static SourceFile Read(InputFile file)
    {
        try
        {
            return SourceFile.Decode(file.DisplayPath, File.ReadAllBytes(file.FullPath), file.FullPath)
                ?? new SourceFile(file.DisplayPath, "", file.FullPath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The compiler has read it; only the lines beside the findings are missing.
            return new SourceFile(file.DisplayPath, "", file.FullPath);
        }
    }
}
