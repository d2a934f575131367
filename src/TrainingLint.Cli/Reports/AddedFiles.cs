using System;
using System.Linq;
using TrainingLint.Cli.Files;

namespace TrainingLint.Cli.Reports;

/// <summary>Tells which files were judged although nobody named them.</summary>
internal static class AddedFiles
{
    private const int MostNamed = 3;

    /// <summary>Says so on standard error; nothing where there are none.</summary>
    public static void Tell(LintRun run, TerminalIo io)
    {
        if (run.Added.Count > 0)
        {
            var others = run.Added.Count > MostNamed ? FormattableString.Invariant($" and {run.Added.Count - MostNamed} more") : "";
            io.Remark("traininglint: judged as well, because they draw on what was named: " + string.Join(", ", run.Added.Take(MostNamed)) + others + "; --no-dependents leaves them out.");
        }
    }
}
