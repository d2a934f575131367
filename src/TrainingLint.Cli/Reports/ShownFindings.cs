using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>The findings of a run that a report shows, with the counts of its summary.</summary>
internal sealed class ShownFindings
{
    public ShownFindings(LintRun run, Severity lowest)
    {
        Run = run;
        NotJudged = NotJudged.Of(run);
        Findings = [.. run.Findings.Where(located => located.Finding.Severity >= lowest)];
        Open = [.. Findings.Where(located => !located.Finding.Suppressed)];
        Suppressed = run.Findings.Count(located => located.Finding.Suppressed);
        TrainingFiles = run.Files.Count(file => file.File.IsTraining);
        HiddenNotes = lowest > Severity.Info
            ? [.. run.Findings.Where(located => located.Finding is { Severity: Severity.Info, Suppressed: false })]
            : [];
    }

    public LintRun Run { get; }

    /// <summary>What no rule has judged.</summary>
    public NotJudged NotJudged { get; }

    /// <summary>What is shown, suppressed findings included, each with its file.</summary>
    public IReadOnlyList<LocatedFinding> Findings { get; }

    /// <summary>What is shown and nobody has accepted.</summary>
    public IReadOnlyList<LocatedFinding> Open { get; }

    public int Suppressed { get; }

    public int TrainingFiles { get; }

    /// <summary>Notes that the chosen severity leaves out and nobody has accepted.</summary>
    public IReadOnlyList<LocatedFinding> HiddenNotes { get; }

    /// <summary>True when accepted findings are listed as well, for people.</summary>
    public bool ShowsSuppressed { get; init; }

    /// <summary>Lowest severity that fails the run; null where none does.</summary>
    public Severity? FailOn { get; init; } = Severity.Warning;

    /// <summary>Shown findings of one severity that nothing suppresses.</summary>
    public int Count(Severity severity) => Open.Count(located => located.Finding.Severity == severity);
}
