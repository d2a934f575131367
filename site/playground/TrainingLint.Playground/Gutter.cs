using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using TrainingLint.Core.Findings;

namespace TrainingLint.Playground;

/// <summary>The numbers of the lines beside a text, those with findings marked.</summary>
internal static class Gutter
{
    /// <summary>The numbers as markup, each with the gravest severity of its line; nothing of the text itself is in it.</summary>
    /// <param name="text">The text, with line feeds.</param>
    /// <param name="findings">What was found in it.</param>
    public static string Markup(string text, IEnumerable<Finding> findings)
    {
        var gravest = findings.GroupBy(finding => finding.Place.Line).ToDictionary(line => line.Key, line => line.Max(finding => finding.Severity));
        var markup = new StringBuilder();
        var lines = text.AsSpan().Count('\n') + 1;
        for (var line = 1; line <= lines; line++)
        {
            var number = line.ToString(CultureInfo.InvariantCulture);
            markup.Append(gravest.TryGetValue(line, out var severity) ? "<span class=\"" + Judgement.NameOf(severity) + "\">" + number + "</span>" : number);
            markup.Append('\n');
        }

        return markup.ToString();
    }
}
