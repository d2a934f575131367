using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Cli.Reports;
using TrainingLint.Linting;

namespace TrainingLint.Cli.Reviewing;

/// <summary>A review for a terminal.</summary>
internal static class ReviewTextReport
{
    public static void Write(Review review, TerminalIo io)
    {
        var style = new Ansi(io.UseColor);
        io.Say($"{style.Bold(ReviewWording.RiskLine(review))}");
        foreach (var group in review.Groups)
        {
            io.Output.WriteLine();
            WriteGroup(group, io, style);
        }

        WriteFindings("New", review.New, io, style);
        WriteFindings("Fixed", review.Fixed, io, style);
        io.Output.WriteLine();
        foreach (var note in Notes(review))
        {
            io.SayPlain(note);
        }

        foreach (var error in review.Errors)
        {
            io.Tell(FormattableString.Invariant($"{error.DisplayPath}:{error.Line}: {error.Message}"));
        }
    }

    /// <summary>What else there is to say.</summary>
    public static IEnumerable<string> Notes(Review review)
    {
        if (review.Recipes.Count == 0)
        {
            yield return "No recipe changes in effect.";
        }

        if (review.WithoutEffect > 0)
        {
            yield return Summary.Counted(review.WithoutEffect, "reached config") + " without an effect on training.";
        }

        if (review.Remaining.Count > 0)
        {
            yield return Summary.Counted(review.Remaining.Count, "finding") + " in the reviewed configs " + (review.Remaining.Count == 1 ? "was" : "were") + " there before.";
        }

        if (review.Code.Count > 0)
        {
            yield return "Training code changed, which the analyzers judge in the build: " + string.Join(", ", review.Code) + ".";
        }
    }

    private static void WriteGroup(IReadOnlyList<RecipeReview> group, TerminalIo io, Ansi style)
    {
        io.Say($"{style.Bold(ReviewWording.Heading(group))}");
        var rows = group[0].Effects.Select(effect => (Name: FactWords.Of(effect.Name), Columns: ReviewWording.Columns(effect),
            effect.Place)).ToArray();
        foreach (var (name, columns, place) in rows)
        {
            var where = place is null ? "" : FormattableString.Invariant($"{place.File}:{place.Line}");
            io.SayPlain(("  " + name.PadRight(rows.Max(row => row.Name.Length)) + "  "
                + columns.Before.PadLeft(rows.Max(row => row.Columns.Before.Length)) + " \u2192 "
                + columns.After.PadRight(rows.Max(row => row.Columns.After.Length)) + "  "
                + columns.Ratio.PadRight(rows.Max(row => row.Columns.Ratio.Length)) + "  " + where).TrimEnd());
        }

        foreach (var (when, curve) in ReviewWording.Curves(group[0]))
        {
            io.SayPlain("  rate " + when.PadRight("before".Length) + "  " + curve);
        }

        if (ReviewWording.Through(group) is { Count: > 0 } through)
        {
            io.SayPlain("  through " + string.Join(", ", through) + (group.Count > 1 ? ", in:" : ""));
        }

        if (group.Count > 1)
        {
            foreach (var recipe in group)
            {
                io.SayPlain("    " + ReviewWording.NameOf(recipe));
            }
        }
    }

    private static void WriteFindings(string title, IReadOnlyList<ReviewedFinding> findings, TerminalIo io, Ansi style)
    {
        if (findings.Count == 0)
        {
            return;
        }

        io.Output.WriteLine();
        io.Say($"{style.Bold(title)}");
        foreach (var located in findings.Select(finding => finding.Located))
        {
            var (finding, place) = (located.Finding, located.Finding.Place);
            var reach = located.Reach.Count > 1 ? FormattableString.Invariant($" (reaches {located.Reach.Count} configs)") : "";
            io.Say(
                $"  {place.File}:{place.Line}:{place.Column}: {style.Severity(finding.Severity)} {finding.Rule.Id} {finding.Rule.Name}: {finding.Message}{reach}");
        }
    }
}
