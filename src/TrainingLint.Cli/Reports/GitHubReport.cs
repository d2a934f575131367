using System;
using System.IO;
using System.Linq;
using System.Text;
using TrainingLint.Cli.Files;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>
/// Workflow commands that GitHub turns into annotations, and a table in the job summary, because GitHub shows only ten annotations
/// of a kind for each step (docs.github.com, workflow commands).
/// </summary>
internal sealed class GitHubReport : ICheckReport
{
    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    // A step's summary may have 1 MiB; a row stays far below 4 kB.
    private const int MostRows = 200;

    public string Name => "github";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        foreach (var located in shown.Open)
        {
            var (finding, place) = (located.Finding, located.Finding.Place);
            var columns = place.EndLine == place.Line && place.EndColumn > place.Column
                ? FormattableString.Invariant($",col={place.Column},endColumn={place.EndColumn - 1}") : "";
            io.Say(
                $"::{Command(finding.Severity)} file={Property(PathOf(shown, io, place.File))},line={place.Line},endLine={place.EndLine}{columns},title={Property(finding.Rule.Id + " " + finding.Rule.Name)}::{Data(finding.Message)}");
        }

        foreach (var error in shown.Run.Errors)
        {
            io.Say($"::error file={Property(PathOf(shown, io, error.DisplayPath))},line={error.Line}::{Data(error.Message)}");
        }

        if (!io.IsQuiet)
        {
            io.SayPlain(Summary.Of(shown) + (Summary.NotJudged(shown) is { } left ? " " + left : ""));
        }

        if (io.Variable(SummaryVariable) is { Length: > 0 } path)
        {
            WriteSummary(shown, io, path);
        }
    }

    private static void WriteSummary(ShownFindings shown, TerminalIo io, string path)
    {
        var text = new StringBuilder("### TrainingLint\n\n" + Summary.Of(shown) + (Summary.NotJudged(shown) is { } left ? " " + left : "") + "\n");
        if (shown.Open.Count > 0)
        {
            text.Append("\n| | place | rule | finding |\n| --- | --- | --- | --- |\n");
            text.AppendJoin("", shown.Open.Take(MostRows).Select(located => Row(shown, io, located)));
        }

        if (shown.Open.Count > MostRows)
        {
            text.Append(FormattableString.Invariant($"\n{shown.Open.Count - MostRows} more in the log.\n"));
        }

        try
        {
            File.AppendAllText(path, text + "\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            io.Tell("traininglint: the job summary cannot be written to " + path + ".");
        }
    }

    private static string Row(ShownFindings shown, TerminalIo io, LocatedFinding located)
    {
        var finding = located.Finding;
        return FormattableString.Invariant(
            $"| {SeverityNames.Of(finding.Severity)} | {MarkdownText.Code(FormattableString.Invariant($"{PathOf(shown, io, finding.Place.File)}:{finding.Place.Line}"))} | [{finding.Rule.Id}]({finding.Rule.HelpUri}) {finding.Rule.Name} | {MarkdownText.Of(finding.Message)} |\n");
    }

    private static string PathOf(ShownFindings shown, TerminalIo io, string file) =>
        DisplayPaths.FromRoot(shown.Run.Root, io.Directory, file);

    private static string Command(Severity severity) => severity == Severity.Info ? "notice" : SeverityNames.Of(severity);

    private static string Data(string text) =>
        PlainText.Of(text).Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A",
            StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
