using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Probe.Agreement;

namespace TrainingLint.Cli.Probing.Html.Figures;

/// <summary>How much runs with different seeds differ, pair by pair.</summary>
internal static class AgreementFigure
{
    public static Figure? Of(AgreementReport? agreement)
    {
        if (agreement is null || agreement.Pairs.Count == 0)
        {
            return null;
        }

        var seeds = agreement.Runs.Select(run => FormattableString.Invariant($"seed {run.Seed}")).ToList();
        var quantities = QuantitiesOf(agreement);
        var odd = agreement.OddOne is { } run ? FormattableString.Invariant($" Seed {run.Seed} is the odd one out.") : "";
        return new Figure(
            "agreement",
            "Agreement between seeds",
            FormattableString.Invariant($"How much {agreement.Runs.Count} runs that differ in their seed differ at their ends: the stronger the colour, the more. Pale cells count as the same.{odd}"),
            [.. quantities.Select((_, i) => FormattableString.Invariant($"matrix:{i}"))],
            new FigureTable(
                ["pair", .. quantities.Select(quantity => quantity.Name)],
                [.. agreement.Pairs.Select(pair =>
                    (IReadOnlyList<string>)[seeds[pair.First] + ", " + seeds[pair.Second],
                        .. quantities.Select(quantity => FigureNumbers.Show(quantity.Of(pair) ?? double.NaN))])]),
            json =>
            {
                FigureNumbers.Write(json, "seeds", seeds);
                json.WriteStartArray("quantities");
                foreach (var quantity in quantities)
                {
                    Write(json, agreement, quantity);
                }

                json.WriteEndArray();
            });
    }

    private static void Write(Utf8JsonWriter json, AgreementReport agreement, Quantity quantity)
    {
        json.WriteStartObject();
        json.WriteString("name", quantity.Name);
        json.WriteNumber("same", quantity.Same);
        json.WriteStartArray("rows");
        foreach (var row in Matrix(agreement, quantity.Of))
        {
            FigureNumbers.Write(json, row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The difference of every run to every other; 0 to itself, NaN where nothing was measured.</summary>
    internal static double[][] Matrix(AgreementReport agreement, Func<PairComparison, double?> quantity)
    {
        var rows = agreement.Runs.Select(run => Enumerable.Repeat(double.NaN, agreement.Runs.Count).ToArray()).ToArray();
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            row[i] = agreement.Runs[i].HasDiverged ? double.NaN : 0;
        }

        foreach (var pair in agreement.Pairs)
        {
            rows[pair.First][pair.Second] = rows[pair.Second][pair.First] = quantity(pair) ?? double.NaN;
        }

        return rows;
    }

    private static List<Quantity> QuantitiesOf(AgreementReport agreement)
    {
        var quantities = new List<Quantity>();
        if (agreement.Pairs.Any(pair => pair.PredictionDistance is not null))
        {
            quantities.Add(agreement.Pairs.Any(pair => pair.AdjustedRand is not null)
                ? new("1 - adjusted Rand index", 1 - AgreementTolerances.LeastAdjustedRand, pair => pair.PredictionDistance)
                : new("share of predictions that differ", AgreementTolerances.LargestChurn, pair => pair.PredictionDistance));
        }

        if (agreement.Pairs.Any(pair => pair.LowestBarrier is not null))
        {
            quantities.Add(new("barrier on the line between the ends", agreement.Tolerances?.Barrier ?? 0, pair => pair.LowestBarrier));
        }

        quantities.Add(new("difference of final losses", agreement.Tolerances?.Loss ?? 0, pair => pair.LossDifference));
        return quantities;
    }

    /// <summary>Something by which two runs differ.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Same">Up to here two runs count as the same; 0 when nothing does.</param>
    /// <param name="Of">Its value for a pair; null where it was not measured.</param>
    private sealed record Quantity(string Name, double Same, Func<PairComparison, double?> Of);
}
