using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Findings;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reviewing;

/// <summary>A review as a comment on a pull request: the risks at once, everything else behind a click.</summary>
internal static class ReviewMarkdownReport
{
    /// <summary>By this, a script finds the comment that it is to replace.</summary>
    private const string Mark = "<!-- traininglint-review -->";

    // GitHub takes comments of up to 65,536 characters.
    private const int LongestComment = 60_000;

    // Tables of findings take what they need first, the most severe ones; recipes, what is fixed and notes share the rest.
    private const int RoomForTheEnd = 15_000;
    private const int RoomForNotes = 4_000;
    private const int LongestName = 300;
    private const int LongestNote = 1_000;

    public static void Write(Review review, TerminalIo io) => io.Output.Write(Text(review, io));

    /// <summary>The comment.</summary>
    public static string Text(Review review, TerminalIo io)
    {
        var links = new PlaceLinks(review, io);
        var text = new StringBuilder(Mark + "\n### TrainingLint: " + MarkdownText.Of(ReviewWording.ShortRisk(review)) + "\n");
        AppendFindings(text, review.New, links.Of, isOpen: true, "new", LongestComment - (2 * RoomForTheEnd));
        var left = 0;
        foreach (var group in review.Groups)
        {
            var block = Block(group, links);
            if (text.Length + block.Length > LongestComment - RoomForTheEnd)
            {
                left += group.Count;
                continue;
            }

            text.Append(block);
        }

        if (left > 0)
        {
            text.Append("\n" + Summary.Counted(left, "further recipe") + " left out here; `traininglint review` shows them.\n");
        }

        AppendFindings(text, review.Fixed, PlaceLinks.Plain, isOpen: false, "fixed", LongestComment - RoomForNotes);
        foreach (var note in ReviewTextReport.Notes(review))
        {
            AppendNote(text, MarkdownText.Of(PlainText.Short(note, LongestNote)));
        }

        foreach (var error in review.Errors)
        {
            AppendNote(text,
                MarkdownText.Code(PlainText.Short(error.DisplayPath, LongestName)) + ": "
                + MarkdownText.Of(PlainText.Short(error.Message, LongestName)));
        }

        return text.ToString();
    }

    private static void AppendNote(StringBuilder text, string note)
    {
        if (text.Length + note.Length < LongestComment)
        {
            text.Append("\n" + note + "\n");
        }
    }

    private static void AppendFindings(
        StringBuilder text, IReadOnlyList<ReviewedFinding> findings, Func<Place, string> placeOf, bool isOpen, string what, int longest)
    {
        if (findings.Count == 0)
        {
            return;
        }

        var table = new StringBuilder("\n| | place | rule | finding |\n| --- | --- | --- | --- |\n");
        var left = 0;
        foreach (var located in findings.Select(finding => finding.Located).OrderByDescending(located => located.Finding.Severity))
        {
            var finding = located.Finding;
            var reach = located.Reach.Count > 1 ? FormattableString.Invariant($" Reaches {located.Reach.Count} configs.") : "";
            var rule = "[" + finding.Rule.Id + "](" + finding.Rule.HelpUri + ") " + finding.Rule.Name;
            var message = MarkdownText.Of(finding.Message + reach);
            var row = "| " + SeverityNames.Of(finding.Severity) + " | " + placeOf(finding.Place) + " | " + rule + " | " + message + " |\n";
            if (text.Length + table.Length + row.Length > longest)
            {
                left++;
                continue;
            }

            table.Append(row);
        }

        if (left > 0)
        {
            table.Append("\n" + Summary.Counted(left, "further finding") + " left out here; `traininglint review` shows them.\n");
        }

        text.Append(isOpen ? table.ToString() : "\n<details><summary>" + Summary.Counted(findings.Count, "finding") + " " + what + "</summary>\n" + table + "\n</details>\n");
    }

    private static string Block(IReadOnlyList<RecipeReview> group, PlaceLinks links)
    {
        var text = new StringBuilder("\n<details><summary>" + MarkdownText.Html(ReviewWording.Heading(group)) + "</summary>\n");
        if (group[0].Effects.Count > 0)
        {
            text.Append("\n| setting | before | now | | written at |\n| --- | --- | --- | --- | --- |\n");
            foreach (var effect in group[0].Effects)
            {
                var (before, after, ratio) = ReviewWording.Columns(effect);
                var where = effect.Place is { } place ? links.Of(place) : "";
                text.Append("| " + MarkdownText.Of(FactWords.Of(effect.Name)) + " | " + MarkdownText.Code(before) + " | "
                    + MarkdownText.Code(after) + " | " + ratio + " | " + where + " |\n");
            }
        }

        var curves = ReviewWording.Curves(group[0]).ToArray();
        if (curves.Length > 0)
        {
            text.Append("\n```\n" + string.Concat(curves.Select(curve => "rate " + curve.When.PadRight("before".Length) + "  " + curve.Curve + "\n")) + "```\n");
        }

        if (ReviewWording.Through(group) is { Count: > 0 } through)
        {
            text.Append("\nThrough " + string.Join(", ", through.Select(MarkdownText.Code)) + ".\n");
        }

        if (group.Count > 1)
        {
            text.Append('\n').AppendJoin("", group.Select(recipe => "* " + MarkdownText.Code(recipe.File) + " " + MarkdownText.Of(recipe.Name) + "\n"));
        }

        return text.Append("\n</details>\n").ToString();
    }
}
