using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Cli.Reports;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Cli.Probing.Html;

/// <summary>The visible part of the page. Everything that is not written here is escaped.</summary>
internal sealed class HtmlContent(TextWriter output)
{
    private static readonly HashSet<string> LowDrawings = ["slice", "matrix"];
    private static readonly HashSet<string> TallDrawings = ["contour", "surface"];

    public void Write(ProbeAnswer answer, IReadOnlyList<Figure> figures)
    {
        var lines = new List<(string Label, string Text)>();
        var risks = new List<string>();
        ProbeTextReport.Describe(answer, (label, text) => lines.Add((label, text.ToString(CultureInfo.InvariantCulture))), risks.Add);

        WriteHead(answer);
        WriteVerdict(answer, risks,
            [.. lines.Where(line => line.Label == ProbeTextReport.AdviceLabel).Select(line => line.Text),
                .. VerdictSentences.AdviceAboutSeeds(answer)]);
        if (answer.Result is { IsPartial: true })
        {
            output.WriteLine("<p class=\"notice\">Time was up, or somebody stopped the probe, before everything was measured. What follows is a part.</p>");
        }

        if (answer.Result?.Surfaces is { IsPartial: true })
        {
            output.WriteLine("<p class=\"notice\">Time was up before the loss around the end was drawn in full: planes are coarser, or missing.</p>");
        }

        output.WriteLine("<p class=\"notice\" id=\"no-pictures\" role=\"status\" hidden></p>");
        WriteMeasured([.. lines.Where(line => line.Label != ProbeTextReport.AdviceLabel)]);
        if (figures.Count > 0)
        {
            output.WriteLine("<h2>Figures</h2>");
            output.WriteLine("<div class=\"figures\">");
            foreach (var figure in figures)
            {
                WriteFigure(figure);
            }

            output.WriteLine("</div>");
        }

        output.WriteLine($"<footer>Made by traininglint {Escape(JsonOutput.ToolVersion)}. The same seed gives the same numbers, unless time cuts them short. Pictures are drawn by plotly.js (MIT licence), which this page carries; it loads nothing.</footer>");
    }

    private static string Escape(string text) => HtmlText.Escape(text);

    private static string Escape(FormattableString text) => HtmlText.Escape(text.ToString(CultureInfo.InvariantCulture));

    private void WriteHead(ProbeAnswer answer)
    {
        output.WriteLine("<header>");
        output.WriteLine(answer.Recipe is { } named
            ? $"<h1>Probe of <code>{Escape(named.File.Path)}</code></h1>"
            : $"<h1>Probe of {Escape(answer.Problem.Name)}</h1>");
        output.WriteLine($"<p class=\"lede\">{(answer is { Recipe: { } recipe, Result: { } result }
            ? Escape($"{recipe.Recipe.Get(Facts.Optimizer).Or("?")} with a peak learning rate of {result.Stability.PeakRate.Rounded()} and batches of {result.Run.BatchSize}, for {result.Run.Steps} steps on {ProbeNames.Describe(answer.Problem)}.")
            : Escape($"{ProbeNames.Describe(answer.Problem)}, {answer.Problem.ParameterCount} parameters."))}</p>");
        output.WriteLine("</header>");
    }

    private void WriteVerdict(ProbeAnswer answer, List<string> risks, IReadOnlyList<string> advice)
    {
        var kind = risks.Count + VerdictSentences.Confirmed(answer) > 0 ? " risk" : VerdictSentences.SeedsDisagree(answer) ? " caution" : "";
        output.WriteLine($"<section class=\"verdict{kind}\" aria-labelledby=\"verdict\">");
        output.WriteLine($"<h2 id=\"verdict\">{Escape(VerdictSentences.Heading(answer, risks.Count))}</h2>");
        if (risks.Count > 0)
        {
            output.WriteLine("<ul>");
            foreach (var risk in risks)
            {
                output.WriteLine($"<li>{Escape(Sentence(risk))}</li>");
            }

            output.WriteLine("</ul>");
        }

        foreach (var next in new[] { string.Join(' ', VerdictSentences.Of(answer)) }.Where(text => text.Length > 0).Concat(advice))
        {
            output.WriteLine($"<p>{Escape(Sentence(next))}</p>");
        }

        output.WriteLine("</section>");
    }

    /// <summary>The lines of the text report; those without a label belong to the one before.</summary>
    private void WriteMeasured(List<(string Label, string Text)> lines)
    {
        output.WriteLine("<h2>What was measured</h2>");
        output.Write("<dl class=\"measured\">");
        for (var i = 0; i < lines.Count; i++)
        {
            output.Write(lines[i].Label.Length > 0 ? $"{(i > 0 ? "</dd>" : "")}\n<dt>{Escape(lines[i].Label)}</dt><dd>" : "");
            output.Write($"<p>{Escape(lines[i].Text)}</p>");
        }

        output.WriteLine("</dd>");
        output.WriteLine("</dl>");
    }

    private void WriteFigure(Figure figure)
    {
        var isWide = figure.Drawings.Count > 1;
        output.WriteLine($"<figure id=\"{Escape(figure.Id)}\"{(isWide ? " class=\"wide\"" : "")}>");
        output.WriteLine($"<figcaption><h3>{Escape(figure.Title)}</h3>{Escape(figure.Caption)}</figcaption>");
        output.WriteLine($"<div class=\"plots\"{(isWide ? Invariant($" style=\"--plots: {figure.Drawings.Count}\"") : "")}>");
        foreach (var drawing in figure.Drawings)
        {
            var name = drawing.Split(':')[0];
            var size = TallDrawings.Contains(name) ? " tall" : LowDrawings.Contains(name) ? " low" : "";
            output.WriteLine($"<div class=\"plot{size}\" role=\"img\" aria-label=\"{Escape(figure.Title + ". " + figure.Caption)}\" data-figure=\"{Escape(figure.Id)}\" data-draw=\"{Escape(drawing)}\"></div>");
        }

        output.WriteLine("</div>");
        WriteTable(figure);
        output.WriteLine("</figure>");
    }

    private void WriteTable(Figure figure)
    {
        output.WriteLine("<details><summary>Numbers</summary>");
        output.WriteLine($"<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{Escape(figure.Title)}: numbers\"><table>");
        output.WriteLine($"<thead><tr>{string.Concat(figure.Table.Columns.Select(column => $"<th scope=\"col\">{Escape(column)}</th>"))}</tr></thead>");
        output.WriteLine("<tbody>");
        foreach (var row in figure.Table.Rows)
        {
            output.WriteLine($"<tr><th scope=\"row\">{Escape(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{Escape(cell)}</td>"))}</tr>");
        }

        output.WriteLine("</tbody></table></div>");
        if (figure.Table.Note.Length > 0)
        {
            output.WriteLine($"<p class=\"lede\">{Escape(figure.Table.Note)}</p>");
        }

        output.WriteLine("</details>");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Sentence(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] == '.' ? "" : ".");
}
