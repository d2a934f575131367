using System;

namespace TrainingLint.Probe.Numerics;

/// <summary>Random numbers that depend on seed and stream only, on every platform and version (SplitMix64, Steele et al. 2014).</summary>
public sealed class RandomNumbers
{
    private ulong _state;
    private double _spare = double.NaN;

    /// <summary>A generator for one purpose.</summary>
    public RandomNumbers(int seed, RandomStream stream)
    {
        _state = ((ulong)(uint)seed << 32) | (uint)stream;
        _state = NextBits();
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0..bound-1.</summary>
    public int NextIndex(int bound) => (int)(((NextBits() >> 32) * (ulong)bound) >> 32);

    /// <summary>Standard normal, by the polar method.</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double x, y, square;
        do
        {
            x = (2 * NextUniform()) - 1;
            y = (2 * NextUniform()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spare = y * scale;
        return x * scale;
    }

    /// <summary>Fills with uniform numbers in [-bound, bound).</summary>
    public void FillUniform(Span<double> target, double bound)
    {
        foreach (ref var value in target)
        {
            value = bound * ((2 * NextUniform()) - 1);
        }
    }

    /// <summary>Fills with normal numbers.</summary>
    public void FillNormal(Span<double> target, double deviation = 1)
    {
        foreach (ref var value in target)
        {
            value = deviation * NextNormal();
        }
    }

    /// <summary>Fills with +1 and -1.</summary>
    public void FillSigns(Span<double> target)
    {
        foreach (ref var value in target)
        {
            value = (NextBits() & 1) == 0 ? 1 : -1;
        }
    }

    /// <summary>Puts items in random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextIndex(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
