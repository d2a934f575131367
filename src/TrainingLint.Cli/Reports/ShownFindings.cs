using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>The findings of a run that a report shows, with the counts of its summary.</summary>
internal sealed class ShownFindings
{
    public ShownFindings(LintRun run, Severity lowest)
    {
        Run = run;
        var all = run.Files.SelectMany(file => file.Findings.Select(finding => (file, finding))).ToArray();
        Findings = [.. all.Where(item => item.finding.Severity >= lowest)];
        Suppressed = all.Count(item => item.finding.Suppressed);
        TrainingFiles = run.Files.Count(file => file.File is { IsTraining: true });
        HiddenInfos = lowest > Severity.Info ? all.Count(item => item.finding is { Severity: Severity.Info, Suppressed: false }) : 0;
    }

    public LintRun Run { get; }

    /// <summary>What is shown, suppressed findings included, each with its file.</summary>
    public IReadOnlyList<(LintedFile File, Finding Finding)> Findings { get; }

    public int Suppressed { get; }

    public int TrainingFiles { get; }

    /// <summary>Information that the chosen severity leaves out.</summary>
    public int HiddenInfos { get; }

    /// <summary>Shown findings of one severity that nothing suppresses.</summary>
    public int Count(Severity severity) => Findings.Count(item => item.Finding.Severity == severity && !item.Finding.Suppressed);
}
