using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;

namespace TrainingLint.Probe.Global;

/// <summary>Tells different minima apart among the ends of many descents.</summary>
/// <param name="distance">Ends nearer than this to each other are the same minimum.</param>
/// <param name="lossTolerance">Ends whose losses differ by more are never the same.</param>
internal sealed class MinimaCatalogue(double distance, double lossTolerance)
{
    private readonly List<Entry> _entries = [];

    /// <summary>Minima, the lowest first, with the number of descents that ended in each.</summary>
    public IReadOnlyList<(Candidate Minimum, int Hits)> Minima =>
        [.. _entries.OrderBy(entry => entry.Lowest.Loss).Select(entry => (entry.Lowest, entry.Hits))];

    /// <summary>Adds the end of a descent.</summary>
    public void Add(Candidate end)
    {
        var known = _entries.Find(entry => Math.Abs(entry.Lowest.Loss - end.Loss) <= lossTolerance
            && TensorPrimitives.Distance<double>(entry.Lowest.Point, end.Point) <= distance);
        if (known is null)
        {
            _entries.Add(new Entry(end));
        }
        else
        {
            known.Add(end);
        }
    }

    private sealed class Entry(Candidate first)
    {
        public Candidate Lowest { get; private set; } = first;

        public int Hits { get; private set; } = 1;

        public void Add(Candidate end)
        {
            Lowest = end.Loss < Lowest.Loss ? end : Lowest;
            Hits++;
        }
    }
}
