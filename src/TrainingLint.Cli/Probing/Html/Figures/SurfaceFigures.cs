using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Surfaces;

namespace TrainingLint.Cli.Probing.Html.Figures;

/// <summary>The loss around the end of the run: each plane as contour lines and in three dimensions, and the loss along single lines.</summary>
internal static class SurfaceFigures
{
    private const int MostTableSide = 9;

    public static IEnumerable<Figure> Of(SurfaceReport? surfaces)
    {
        if (surfaces is null)
        {
            yield break;
        }

        foreach (var plane in surfaces.Planes)
        {
            var (lowest, highest) = plane.Range();
            if (LossScale.Between(lowest, highest) is { } scale)
            {
                yield return Plane(plane, scale);
            }
        }

        if (surfaces.Slices.Count > 0)
        {
            yield return Lines(surfaces.Slices);
        }
    }

    private static Figure Plane(LossPlane plane, LossScale scale) => new(
        "plane-" + NameOf(plane.Kind),
        "Loss around the end: " + TitleOf(plane.Kind),
        CaptionOf(plane),
        ["contour", "surface"],
        Table(plane),
        json =>
        {
            json.WriteString("across", plane.Across.Name);
            json.WriteString("up", plane.Up.Name);
            FigureNumbers.Write(json, "x", plane.X);
            FigureNumbers.Write(json, "y", plane.Y);
            WriteRows(json, "losses", plane.Losses, loss => loss);
            WriteRows(json, "heights", plane.Losses, scale.HeightOf);
            FigureNumbers.Write(json, "levels", [scale.Bottom, scale.Top, scale.LevelStep]);
            FigureNumbers.Write(json, "ticks", scale.Ticks().Select(scale.HeightOf));
            FigureNumbers.Write(json, "tickLosses", scale.Ticks());
            WritePath(json, plane, scale);
        });

    private static void WritePath(Utf8JsonWriter json, LossPlane plane, LossScale scale)
    {
        FigureNumbers.Write(json, "pathSteps", plane.Path.Select(point => (double)point.Step));
        FigureNumbers.Write(json, "pathX", plane.Path.Select(point => point.X));
        FigureNumbers.Write(json, "pathY", plane.Path.Select(point => point.Y));
        FigureNumbers.Write(json, "pathHeights", plane.Path.Select(point => scale.HeightOf(plane.LossAt(point.X, point.Y))));
        FigureNumbers.Write(json, "endX", plane.Ends.Select(end => end.X));
        FigureNumbers.Write(json, "endY", plane.Ends.Select(end => end.Y));
        FigureNumbers.Write(json, "endHeights", plane.Ends.Select(end => scale.HeightOf(plane.LossAt(end.X, end.Y))));
        FigureNumbers.Write(json, "endNames", plane.Ends.Select(end => FormattableString.Invariant($"seed {end.Seed}")));
    }

    private static Figure Lines(IReadOnlyList<LossSlice> slices) => new(
        "slices",
        "Loss along single lines through the end",
        "Solid: the loss. Dashed: the parabola of slope and curvature at the end, which the stability limit is computed from; where the two part, the limit says nothing. "
            + string.Join(" ", slices.Select(slice => FormattableString.Invariant($"Curvature along the {slice.Axis.Name}: {slice.Axis.Curvature.Rounded(3)}."))),
        [.. slices.Select((_, i) => FormattableString.Invariant($"slice:{i}"))],
        LinesTable(slices),
        json =>
        {
            json.WriteStartArray("slices");
            foreach (var slice in slices)
            {
                json.WriteStartObject();
                json.WriteString("name", slice.Axis.Name);
                FigureNumbers.Write(json, "offsets", slice.Offsets);
                FigureNumbers.Write(json, "losses", slice.Losses);
                FigureNumbers.Write(json, "quadratic", slice.Offsets.Select(slice.QuadraticAt));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static FigureTable LinesTable(IReadOnlyList<LossSlice> slices) => new(
        ["place (share of the radius)", .. slices.SelectMany(slice => new[] { slice.Axis.Name, "parabola" })],
        [.. Enumerable.Range(0, slices[0].Offsets.Count).Select(i => (IReadOnlyList<string>)
        [
            FigureNumbers.Show(slices[0].Offsets[i] / slices[0].Axis.Radius),
            .. slices.SelectMany(slice =>
                new[] { FigureNumbers.Show(slice.Losses[i]), FigureNumbers.Show(slice.QuadraticAt(slice.Offsets[i])) }),
        ])]);

    private static string CaptionOf(LossPlane plane)
    {
        var holes = plane.Losses.Sum(row => row.Count(loss => !double.IsFinite(loss)));
        var share = double.IsNaN(plane.CapturedShare) ? "" : FormattableString.Invariant($" The line is the path of training, seen from above: {Percent(plane.CapturedShare)} of its movement lies in this plane.");
        return FormattableString.Invariant(
            $"{MeaningOf(plane.Kind)} Curvature at the end along the two axes: {plane.Across.Curvature.Rounded(3)} to the right, {plane.Up.Curvature.Rounded(3)} upwards.{share} Grid of {plane.X.Count} x {plane.Y.Count}{(holes > 0 ? FormattableString.Invariant($"; {holes} points have no finite loss") : "")}, logarithmic levels.");
    }

    private static string Percent(double share) => share >= 0.001 ? FormattableString.Invariant($"{(100 * share).Rounded(3)} %") : "less than 0.1 %";

    private static string MeaningOf(PlaneKind kind) => kind switch
    {
        PlaneKind.Hessian => "Right: the direction of the largest eigenvalue of the Hessian; up: that of the smallest.",
        PlaneKind.Minima => "The plane through the ends of three runs that differ in their seed, as they were trained: two that differ only in the order of their units lie apart here.",
        _ => "Two random directions in units of the size of the weights, filter by filter. Such a plane shows mean curvature; sharp directions and saddles hide in it.",
    };

    private static string NameOf(PlaneKind kind) => kind switch
    {
        PlaneKind.Hessian => "hessian",
        PlaneKind.Minima => "minima",
        _ => "random",
    };

    private static string TitleOf(PlaneKind kind) => kind switch
    {
        PlaneKind.Hessian => "largest and smallest curvature",
        PlaneKind.Minima => "through the ends of three seeds",
        _ => "random directions",
    };

    private static FigureTable Table(LossPlane plane)
    {
        var (columns, rows) = (FigureNumbers.Spread(plane.X.Count, MostTableSide), FigureNumbers.Spread(plane.Y.Count, MostTableSide));
        return new FigureTable(
            ["up \\ right", .. columns.Select(i => FigureNumbers.Show(plane.X[i]))],
            [.. rows.Reverse()
                .Select(j => (IReadOnlyList<string>)[FigureNumbers.Show(plane.Y[j]),
                    .. columns.Select(i => FigureNumbers.Show(plane.Losses[j][i]))])],
            columns.Count < plane.X.Count ? FormattableString.Invariant($"Losses at {columns.Count} x {rows.Count} of {plane.X.Count} x {plane.Y.Count} points.") : "");
    }

    private static void WriteRows(Utf8JsonWriter json, string name, IReadOnlyList<IReadOnlyList<double>> rows, Func<double, double> show)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            FigureNumbers.Write(json, row.Select(show));
        }

        json.WriteEndArray();
    }
}
