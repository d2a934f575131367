using System;
using System.Linq;
using TrainingLint.Cli.Files;

namespace TrainingLint.Cli.Reports;

/// <summary>What could not be read, for people: on standard error, so that standard output stays what the format promises.</summary>
internal static class InputErrors
{
    private const int MostSkipped = 20;

    public static void Write(LintRun run, TerminalIo io)
    {
        foreach (var error in run.Errors.Concat(run.Skipped.Take(MostSkipped)))
        {
            io.Tell(FormattableString.Invariant($"{error.DisplayPath}:{error.Line}: {error.Message}"));
        }
    }
}
