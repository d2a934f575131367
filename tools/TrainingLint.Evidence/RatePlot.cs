using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace TrainingLint.Evidence;

/// <summary>A picture of percentiles, one line for each row, on a logarithmic scale.</summary>
internal static class RatePlot
{
    private const int Left = 620;
    private const int Width = 560;
    private const int Line = 22;
    private const int Top = 40;

    /// <summary>The picture as SVG: a thin line from the 5th to the 95th percentile, a thick one over the middle half, a dot at the
    /// median.</summary>
    public static string Svg(string title, IReadOnlyList<EvidenceRow> rows)
    {
        var low = Math.Floor(Math.Log10(rows.Min(row => row.Percentile(5))));
        var high = Math.Ceiling(Math.Log10(rows.Max(row => row.Percentile(95))));
        double X(double value) => Left + (Width * (Math.Log10(value) - low) / Math.Max(1, high - low));
        var height = Top + (rows.Count * Line) + 40;
        var svg = new StringBuilder();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"12\" ");
        svg.Append(Invariant($"viewBox=\"0 0 {Left + Width + 40} {height}\">\n"));
        svg.Append("<style>text{fill:#333} .grid{stroke:#ddd} .range{stroke:#7aa6d8;stroke-width:2} .half{stroke:#2b6cb0;stroke-width:8} ")
            .Append("@media (prefers-color-scheme: dark){text{fill:#ddd} .grid{stroke:#444}}</style>\n");
        svg.Append(Invariant($"<text x=\"12\" y=\"20\" font-size=\"14\" font-weight=\"bold\">{title}</text>\n"));
        for (var decade = low; decade <= high; decade++)
        {
            var x = X(Math.Pow(10, decade));
            svg.Append(Invariant($"<line class=\"grid\" x1=\"{x:0.#}\" y1=\"{Top - 8}\" x2=\"{x:0.#}\" y2=\"{height - 30}\"/>"));
            svg.Append(Invariant($"<text x=\"{x:0.#}\" y=\"{height - 12}\" text-anchor=\"middle\">1e{decade:0}</text>\n"));
        }

        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            var y = Top + (index * Line) + 8;
            double[] at = [.. new[] { 5, 25, 50, 75, 95 }.Select(percent => X(row.Percentile(percent)))];
            var shown = Invariant($"{KindNames.Of(row)} ({row.Values.Count})");
            svg.Append(Invariant($"<text x=\"{Left - 12}\" y=\"{y + 4}\" text-anchor=\"end\">{shown}</text>"));
            svg.Append(Invariant($"<line class=\"range\" x1=\"{at[0]:0.#}\" y1=\"{y}\" x2=\"{at[4]:0.#}\" y2=\"{y}\"/>"));
            svg.Append(Invariant($"<line class=\"half\" x1=\"{at[1]:0.#}\" y1=\"{y}\" x2=\"{at[3] + 1:0.#}\" y2=\"{y}\"/>"));
            svg.Append(Invariant($"<circle cx=\"{at[2]:0.#}\" cy=\"{y}\" r=\"4\" fill=\"#c05621\"/>\n"));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
