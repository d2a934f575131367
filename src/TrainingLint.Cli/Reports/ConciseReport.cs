using System;

namespace TrainingLint.Cli.Reports;

/// <summary>One line for each finding, as compilers write them, for editors and for people in a hurry.</summary>
internal sealed class ConciseReport : ICheckReport
{
    public string Name => "concise";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        var style = new Ansi(io.UseColor);
        foreach (var located in shown.ShowsSuppressed ? shown.Findings : shown.Open)
        {
            var (finding, place) = (located.Finding, located.Finding.Place);
            var accepted = finding.Suppressed ? " (accepted)" : "";
            var at = FormattableString.Invariant($"{place.File}:{place.Line}:{place.Column}");
            io.Say(
                $"{at}: {style.Severity(finding.Severity)} {finding.Rule.Id} {finding.Rule.Name}: {finding.Message}{accepted}");
        }

        InputErrors.Write(shown.Run, io);
    }
}
