using System;
using TrainingLint.Cli.Files;

namespace TrainingLint.Cli.Reports;

/// <summary>Recipes for people.</summary>
internal static class InspectTextReport
{
    public static void Write(LintRun run, TerminalIo io) =>
        io.Output.WriteLine(FormattableString.Invariant($"{run.Files.Count} files"));
}
