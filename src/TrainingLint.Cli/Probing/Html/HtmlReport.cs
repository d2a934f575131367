using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using TrainingLint.Cli.Probing.Html.Figures;
using TrainingLint.Probe;

namespace TrainingLint.Cli.Probing.Html;

/// <summary>A probe's result as one page that needs nothing beside it: verdicts first, then figures with their numbers.</summary>
internal static class HtmlReport
{
    private const string SlotStart = "<!--slot:";
    private const string SlotEnd = "-->";

    /// <summary>The page with pictures, in UTF-8.</summary>
    public static byte[] Bytes(ProbeAnswer answer)
    {
        using var page = new MemoryStream();
        using (var writer = new StreamWriter(page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
        {
            Write(answer, PageParts.Plotly(), writer);
        }

        return page.ToArray();
    }

    /// <summary>The page.</summary>
    /// <param name="answer">What was found.</param>
    /// <param name="plotly">plotly.js, compressed, in base64; null leaves tables in place of pictures.</param>
    /// <param name="output">Where the page goes.</param>
    public static void Write(ProbeAnswer answer, string? plotly, TextWriter output)
    {
        var figures = answer is { Plan: { } plan, Result: { } result } ? FiguresOf(plan, result) : [];
        var slots = new Dictionary<string, Action>
        {
            ["title"] = () => output.Write(HtmlText.Escape("Probe of " + (answer.Recipe?.File.Path ?? answer.Problem.Name))),
            ["style"] = () => output.Write(PageParts.Text("report.css")),
            ["content"] = () => new HtmlContent(output).Write(answer, figures),
            ["data"] = () => output.Write(Data(figures)),
            ["plotly"] = () => output.Write(plotly),
            ["script"] = () => output.Write(PageParts.Text("report.js")),
        };
        Fill(PageParts.Text("page.html"), slots, output);
    }

    private static List<Figure> FiguresOf(ProbeOptions plan, ProbeResult result)
    {
        var single = new[]
        {
            LossFigure.Of(plan, result),
            ScheduleFigure.Of(plan, result),
            DensityFigure.Of(result.Curvature),
            EscapeFigure.Of(result.Escape),
            AgreementFigure.Of(result.Agreement),
        };
        return [.. single.OfType<Figure>(), .. SurfaceFigures.Of(result.Surfaces)];
    }

    /// <summary>Writes the template; what a slot writes is not searched for slots again.</summary>
    private static void Fill(string template, Dictionary<string, Action> slots, TextWriter output)
    {
        var position = 0;
        for (var start = template.IndexOf(SlotStart, StringComparison.Ordinal); start >= 0; start = template.IndexOf(SlotStart, position,
            StringComparison.Ordinal))
        {
            var end = template.IndexOf(SlotEnd, start, StringComparison.Ordinal);
            output.Write(template.AsSpan(position, start - position));
            slots[template[(start + SlotStart.Length)..end]]();
            position = end + SlotEnd.Length;
        }

        output.Write(template.AsSpan(position));
    }

    /// <summary>The data of all figures; the encoder escapes what could end the script element.</summary>
    private static string Data(List<Figure> figures)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var figure in figures)
            {
                json.WriteStartObject(figure.Id);
                figure.WriteData(json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
