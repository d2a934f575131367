using System;
using TrainingLint.Cli.Files;

namespace TrainingLint.Cli.Reports;

/// <summary>What could not be read, for people: on standard error, so that standard output stays what the format promises.</summary>
internal static class InputErrors
{
    public static void Write(LintRun run, TerminalIo io)
    {
        foreach (var error in run.Errors)
        {
            io.Tell(FormattableString.Invariant($"{error.DisplayPath}:{error.Line}: {error.Message}"));
        }
    }
}
