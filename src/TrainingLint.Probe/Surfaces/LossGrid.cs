using System.Collections.Generic;
using System.Numerics.Tensors;
using System.Threading;

namespace TrainingLint.Probe.Surfaces;

/// <summary>
/// Losses on a square grid over a plane, from coarse to fine: each level keeps the points of the one before, so that a deadline costs
/// resolution and nothing else, and a level that is complete has the same bytes however much time was left.
/// </summary>
internal sealed class LossGrid
{
    /// <summary>Points along a side at the finest level.</summary>
    public const int Finest = 33;

    private static readonly int[] Strides = [4, 2, 1];

    private readonly double[] _centre;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly PlaneAxis _across;
    private readonly PlaneAxis _up;
    private readonly double[] _losses = new double[Finest * Finest];
    private readonly bool[] _known = new bool[Finest * Finest];
    private int _level = -1;

    public LossGrid(double[] centre, PlaneAxis across, PlaneAxis up)
    {
        (_centre, _across, _up) = (centre, across, up);
        (_first, _second) = ([.. across.Direction], [.. up.Direction]);
    }

    /// <summary>Number of levels.</summary>
    public static int Levels => Strides.Length;

    /// <summary>Points along a side of the finest complete level; 0 before the first.</summary>
    public int Size => _level < 0 ? 0 : ((Finest - 1) / Strides[_level]) + 1;

    /// <summary>Places along the first axis, at the finest complete level.</summary>
    public double[] Across => Places(_across.Radius);

    /// <summary>Places along the second axis, at the finest complete level.</summary>
    public double[] Up => Places(_up.Radius);

    /// <summary>The next level.</summary>
    /// <returns>False when time ran out; the level before stays complete then.</returns>
    public bool Refine(LossAt loss, CancellationToken cancellation)
    {
        var stride = Strides[_level + 1];
        var (row, point) = (new double[_centre.Length], new double[_centre.Length]);
        for (var j = 0; j < Finest; j += stride)
        {
            TensorPrimitives.MultiplyAdd(_second, Place(j) * _up.Radius, _centre, row);
            for (var i = 0; i < Finest; i += stride)
            {
                var index = (j * Finest) + i;
                if (_known[index])
                {
                    continue;
                }

                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                TensorPrimitives.MultiplyAdd(_first, Place(i) * _across.Radius, row, point);
                (_losses[index], _known[index]) = (loss(point), true);
            }
        }

        _level++;
        return true;
    }

    /// <summary>The losses of the finest complete level: one row per place of the second axis.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Rows()
    {
        var (size, stride) = (Size, Strides[_level]);
        var rows = new double[size][];
        for (var j = 0; j < size; j++)
        {
            rows[j] = new double[size];
            for (var i = 0; i < size; i++)
            {
                rows[j][i] = _losses[(j * stride * Finest) + (i * stride)];
            }
        }

        return rows;
    }

    private static double Place(int index) => (2.0 * index / (Finest - 1)) - 1;

    private double[] Places(double radius)
    {
        var places = new double[Size];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = radius * Place(i * Strides[_level]);
        }

        return places;
    }
}
