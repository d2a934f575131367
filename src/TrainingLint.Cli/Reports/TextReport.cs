using System;
using System.Globalization;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reports;

/// <summary>Findings for people: place, message, the line with a caret under the value, and a summary.</summary>
internal sealed class TextReport : ICheckReport
{
    private const int MostNamed = 3;
    private const int MostBefore = 80;
    private const int MostMarked = 120;
    private const int MostAfter = 80;

    public string Name => "text";

    public void Write(ShownFindings shown, TerminalIo io)
    {
        var style = new Ansi(io.UseColor);
        foreach (var located in shown.ShowsSuppressed ? shown.Findings : shown.Open)
        {
            WriteFinding(io, style, located);
        }

        InputErrors.Write(shown.Run, io);
        WriteSummary(shown, io);
    }

    /// <summary>The run in a sentence, what no rule has judged, the notes that are not shown, and how to try what was found in code.</summary>
    public static void WriteSummary(ShownFindings shown, TerminalIo io)
    {
        if (io.IsQuiet)
        {
            return;
        }

        io.Say($"{new Ansi(io.UseColor).Bold(Summary.Of(shown))}");
        foreach (var line in new[] { Summary.NotJudged(shown), Summary.HiddenNotes(shown), Summary.Triable(shown) }.OfType<string>())
        {
            io.SayPlain(line);
        }
    }

    private static void WriteFinding(TerminalIo io, Ansi style, LocatedFinding located)
    {
        var finding = located.Finding;
        var place = finding.Place;
        io.Say(
            $"{style.Bold($"{place.File}:{place.Line}:{place.Column}")}: {style.Severity(finding.Severity)} {finding.Rule.Id} {finding.Rule.Name}: {finding.Message}");
        if (located.File.SourceOf(place) is { } source)
        {
            WriteExcerpt(io, style, source.Line(place.Line), place);
        }

        foreach (var related in finding.Related)
        {
            io.Say($"      {related.Place.File}:{related.Place.Line}:{related.Place.Column}: {related.Message}");
        }

        if (located.Reach.Count > 1)
        {
            io.Say($"      reaches {located.Reach.Count} configs: {string.Join(", ", located.Reach.Take(MostNamed))}{(located.Reach.Count > MostNamed ? ", ..." : "")}");
        }

        if (finding.Suppression is { } suppression)
        {
            io.SayPlain("      accepted by " + (suppression.Kind == SuppressionKind.Baseline ? "the baseline" : "a comment" + (suppression.Reason is { } reason ? ": " + reason : ", without a reason")));
        }

        io.Output.WriteLine();
    }

    private static void WriteExcerpt(TerminalIo io, Ansi style, string line, Place place)
    {
        if (line.Trim().Length == 0)
        {
            return;
        }

        var number = place.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        var start = Math.Min(place.Column - 1, line.Length);
        var end = place.EndLine == place.Line ? Math.Clamp(place.EndColumn - 1, start, line.Length) : line.TrimEnd().Length;

        // A whole file may stand in one line; what surrounds the value is enough to find it.
        var (from, to) = (start > MostBefore ? start - MostBefore : 0, (int)Math.Min(line.Length, Math.Max(end, start) + (long)MostAfter));
        end = Math.Min(end, start + MostMarked);
        to = Math.Min(to, end + MostAfter);
        var before = (from > 0 ? "..." : "") + PlainText.Of(line[from..start]);
        var marked = PlainText.Of(line[start..end]);
        var indent = new string([.. before.Select(c => c == '\t' ? '\t' : ' ')]);
        io.Say($"{number} | {new Styled(before)}{new Styled(marked)}{line[end..to]}{(to < line.Length ? "..." : "")}");
        io.Say($"      | {indent}{style.Caret(new string('^', Math.Max(1, marked.Length)))}");
    }
}
