using System;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Agreement;

/// <summary>
/// How far two labelings group the same samples together, whatever the labels are called (Hubert and Arabie 1985): 1 for the same groups,
/// about 0 for independent ones, below 0 for less than chance.
/// </summary>
/// <param name="Value">The index, at most 1.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end of the 95 % interval.</param>
public sealed record AdjustedRandIndex(double Value, double Low, double High)
{
    private const int MostResamples = 400;
    private const int LeastResamples = 40;

    /// <summary>Many samples leave a narrow interval, whose ends need fewer resamples.</summary>
    private const int MostDraws = 20_000_000;

    /// <summary>The index of two labelings of the same samples, with a percentile interval of a bootstrap over samples.</summary>
    /// <param name="first">The label of each sample.</param>
    /// <param name="second">The other label of each sample.</param>
    /// <param name="seed">Seed of the resampling.</param>
    /// <exception cref="ArgumentException">The labelings differ in length, or are empty.</exception>
    public static AdjustedRandIndex Between(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int seed = 0)
    {
        if (first.Length != second.Length || first.IsEmpty)
        {
            throw new ArgumentException("two labelings need the same samples, and at least one");
        }

        var counts = new Contingency(first, second);
        for (var i = 0; i < first.Length; i++)
        {
            counts.Add(i);
        }

        var value = counts.Index();
        var random = new RandomNumbers(seed, RandomStream.Resampling);
        var resampled = new double[Math.Clamp(MostDraws / first.Length, LeastResamples, MostResamples)];
        for (var r = 0; r < resampled.Length; r++)
        {
            counts.Clear();
            for (var i = 0; i < first.Length; i++)
            {
                counts.Add(random.NextIndex(first.Length));
            }

            resampled[r] = counts.Index();
        }

        Array.Sort(resampled);
        var tail = resampled.Length / 40;
        return new AdjustedRandIndex(value, Math.Min(value, resampled[tail]), Math.Max(value, resampled[^(1 + tail)]));
    }

    /// <summary>How many samples fall into each pair of groups.</summary>
    private sealed class Contingency
    {
        private readonly int[] _cells;
        private readonly int[] _rows;
        private readonly int[] _columns;
        private readonly int[] _first;
        private readonly int[] _second;
        private int _samples;

        public Contingency(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
        {
            (_first, _second) = (Dense(first, out var rows), Dense(second, out var columns));
            (_rows, _columns, _cells) = (new int[rows], new int[columns], new int[rows * columns]);
        }

        public void Add(int sample)
        {
            var (row, column) = (_first[sample], _second[sample]);
            _cells[(row * _columns.Length) + column]++;
            _rows[row]++;
            _columns[column]++;
            _samples++;
        }

        public void Clear()
        {
            _cells.AsSpan().Clear();
            _rows.AsSpan().Clear();
            _columns.AsSpan().Clear();
            _samples = 0;
        }

        public double Index()
        {
            var (both, inFirst, inSecond, all) = (Pairs(_cells), Pairs(_rows), Pairs(_columns), Pairs([_samples]));
            var expected = all > 0 ? inFirst * inSecond / all : 0;
            var highest = (inFirst + inSecond) / 2;

            // All in one group, or all alone, in both: the same groups, which the quotient cannot say.
            return highest == expected ? 1 : (both - expected) / (highest - expected);
        }

        private static double Pairs(int[] counts) => counts.Sum(count => count * (count - 1.0) / 2);

        /// <summary>Labels renamed to 0, 1, 2... in the order of their size, so that tables stay small.</summary>
        private static int[] Dense(ReadOnlySpan<int> labels, out int groups)
        {
            var names = labels.ToArray().Distinct().Order().ToArray();
            groups = names.Length;
            return [.. labels.ToArray().Select(label => Array.BinarySearch(names, label))];
        }
    }
}
