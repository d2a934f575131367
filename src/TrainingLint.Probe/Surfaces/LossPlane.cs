using System;
using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Surfaces;

/// <summary>The loss over a plane, with the path of training projected on it.</summary>
public sealed record LossPlane
{
    /// <summary>How the axes were chosen.</summary>
    public required PlaneKind Kind { get; init; }

    /// <summary>The axis to the right.</summary>
    public required PlaneAxis Across { get; init; }

    /// <summary>The axis upwards.</summary>
    public required PlaneAxis Up { get; init; }

    /// <summary>Places of the grid along <see cref="Across"/>, ascending, in its units from the centre.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>Places of the grid along <see cref="Up"/>.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>The losses: one row per entry of <see cref="Y"/>, one column per entry of <see cref="X"/>; NaN where there is none.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Losses { get; init; }

    /// <summary>The path of training: for each point the nearest one of the plane. Last comes the end of the run.</summary>
    public required IReadOnlyList<PathPoint> Path { get; init; }

    /// <summary>
    /// Share of the path's movement that lies in the plane, 0 to 1: squared distances from the end within the plane over whole ones, summed
    /// over the path. Where it is small, the picture says little about how the run went. NaN without movement.
    /// </summary>
    public required double CapturedShare { get; init; }

    /// <summary>Ends of runs that lie in the plane, the run's own first; more than one only in a plane through several.</summary>
    public required IReadOnlyList<RunEnd> Ends { get; init; }

    /// <summary>The loss at a place of the plane, linear between the points of the grid; NaN outside of it.</summary>
    public double LossAt(double x, double y)
    {
        var (column, right) = Cell(X, x);
        var (row, above) = Cell(Y, y);
        if (column < 0 || row < 0)
        {
            return double.NaN;
        }

        var below = Between(Losses[row][column], Losses[row][column + 1], right);
        return Between(below, Between(Losses[row + 1][column], Losses[row + 1][column + 1], right), above);
    }

    /// <summary>The lowest and the highest loss that the grid has; NaN when it has none.</summary>
    public (double Lowest, double Highest) Range()
    {
        var finite = Losses.SelectMany(row => row).Where(double.IsFinite).ToList();
        return finite.Count > 0 ? (finite.Min(), finite.Max()) : (double.NaN, double.NaN);
    }

    private static double Between(double from, double to, double share) =>
        share == 0 ? from : share == 1 ? to : from + (share * (to - from));

    private static (int Cell, double Share) Cell(IReadOnlyList<double> places, double at)
    {
        var share = (at - places[0]) / (places[^1] - places[0]) * (places.Count - 1);
        if (!(share >= 0 && share <= places.Count - 1))
        {
            return (-1, 0);
        }

        var cell = Math.Min((int)share, places.Count - 2);
        return (cell, share - cell);
    }
}
