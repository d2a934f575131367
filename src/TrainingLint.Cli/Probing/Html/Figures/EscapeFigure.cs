using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Escape;

namespace TrainingLint.Cli.Probing.Html.Figures;

/// <summary>How often training comes back to the end of the run, over the size of the push away from it.</summary>
internal static class EscapeFigure
{
    public static Figure? Of(EscapeReport? escape)
    {
        if (escape?.Basin is not { Random.Count: > 0 } basin)
        {
            return null;
        }

        var half = basin.HalfRadius is { } radius ? FormattableString.Invariant($" Half of random pushes of norm {radius.Value.Rounded(3)} \u00b1 {radius.Error.Rounded(2)} return.") : "";
        return new Figure(
            "escape",
            "Coming back after a push",
            FormattableString.Invariant($"Share of descents that return to the end of the run after a push of the given norm, with 95 % intervals (Wilson). {basin.DescentSteps} steps each.{half}"),
            ["escape"],
            Table(basin),
            json =>
            {
                Write(json, "random", basin.Random);
                Write(json, "sharpest", basin.Sharpest);
                if (basin.HalfRadius is { Value: > 0 } found && double.IsFinite(found.Value))
                {
                    json.WriteNumber("half", found.Value);
                }
            });
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<BasinRadius> radii)
    {
        json.WriteStartObject(name);
        FigureNumbers.Write(json, "radii", radii.Select(radius => radius.Radius));
        FigureNumbers.Write(json, "returned", radii.Select(radius => radius.Returned.Value));
        FigureNumbers.Write(json, "above", radii.Select(radius => radius.Returned.High - radius.Returned.Value));
        FigureNumbers.Write(json, "below", radii.Select(radius => radius.Returned.Value - radius.Returned.Low));
        FigureNumbers.Write(json, "counts",
            radii.Select(radius => FormattableString.Invariant($"{radius.Returned.Count} of {radius.Returned.Trials}")));
        json.WriteEndObject();
    }

    private static FigureTable Table(BasinReport basin) => new(
        ["norm of the push", "direction", "returned", "95 % interval", "found a lower loss", "diverged", "undecided"],
        [.. Rows("random", basin.Random), .. Rows("sharpest", basin.Sharpest)]);

    private static IEnumerable<IReadOnlyList<string>> Rows(string direction, IReadOnlyList<BasinRadius> radii) => radii.Select(radius =>
        (IReadOnlyList<string>)
    [
        FigureNumbers.Show(radius.Radius),
        direction,
        FormattableString.Invariant($"{radius.Returned.Count} of {radius.Returned.Trials}"),
        FigureNumbers.Show(radius.Returned.Low) + " to " + FigureNumbers.Show(radius.Returned.High),
        FigureNumbers.Show(radius.Lower),
        FigureNumbers.Show(radius.Diverged),
        FigureNumbers.Show(radius.Undecided),
    ]);
}
