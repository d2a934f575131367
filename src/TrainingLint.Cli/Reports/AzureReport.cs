using System;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Findings;

namespace TrainingLint.Cli.Reports;

/// <summary>Logging commands of Azure Pipelines (learn.microsoft.com, logging commands), which know errors and warnings; notes are plain lines.</summary>
internal sealed class AzureReport : ICheckReport
{
    public string Name => "azure";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        foreach (var located in shown.Open)
        {
            var (finding, place) = (located.Finding, located.Finding.Place);
            var file = DisplayPaths.FromRoot(shown.Run.Root, io.Directory, place.File);
            if (finding.Severity == Severity.Info)
            {
                io.Say($"{file}:{place.Line}:{place.Column}: info {finding.Rule.Id} {finding.Rule.Name}: {finding.Message}");
                continue;
            }

            io.Say(
                $"##vso[task.logissue type={SeverityNames.Of(finding.Severity)};sourcepath={Property(file)};linenumber={place.Line};columnnumber={place.Column};code={finding.Rule.Id}]{Data(finding.Rule.Name + ": " + finding.Message)}");
        }

        foreach (var error in shown.Run.Errors)
        {
            io.Say($"##vso[task.logissue type=error;sourcepath={Property(error.DisplayPath)};linenumber={error.Line}]{Data(error.Message)}");
        }

        if (!io.IsQuiet)
        {
            io.SayPlain(Summary.Of(shown) + (Summary.NotJudged(shown) is { } left ? " " + left : ""));
        }
    }

    private static string Data(string text) =>
        PlainText.Of(text).Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D",
            StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
}
