using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Benchmarks;

/// <summary>How much of one core's floating-point peak a gradient and a Hessian product reach.</summary>
internal static class FloatingPointPeak
{
    private const int Repetitions = 15;

    public static void Print()
    {
        Workers.Count = 1;
        const long Rounds = 20_000_000;
        var seconds = Best(() => MultiplyAdds(Rounds));
        var peak = 2.0 * 12 * Vector512<double>.Count * Rounds / seconds;
        Console.WriteLine(FormattableString.Invariant($"peak of one core, register multiply-adds: {peak / 1e9:F1} GFLOP/s"));
        foreach (var width in new[] { 128, 512 })
        {
            var network = new DigitsPerceptron([Digits.Width, width, width, Digits.Classes]);
            var (weights, result) = (new double[network.ParameterCount], new double[network.ParameterCount]);
            network.Initialize(0, weights);
            var all = SampleSet.All(Digits.Count);
            var hessian = network.HessianAt(weights, all);
            var gradient = Best(() => network.Evaluate(weights, all, result));
            var product = Best(() => hessian.Multiply(weights, result));

            // Matrix products only: forward, backward to the hidden layers, and weights; twice each but for the first layer in a Hessian product.
            double first = Digits.Width * width, rest = (width * width) + (width * Digits.Classes);
            var ofGradient = 2.0 * Digits.Count * ((2 * first) + (3 * rest));
            var ofProduct = 2.0 * Digits.Count * ((2 * first) + (6 * rest));
            Console.WriteLine(FormattableString.Invariant($"{network.Layers}: gradient {1e3 * gradient:F2} ms, {100 * ofGradient / gradient / peak:F0} % of peak; Hessian product {1e3 * product:F2} ms = {product / gradient:F2} gradients, {100 * ofProduct / product / peak:F0} % of peak"));
        }
    }

    private static double Best(Action action)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < Repetitions; i++)
        {
            var watch = Stopwatch.StartNew();
            action();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    /// <summary>Twelve independent chains, enough to fill both units of a core.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double MultiplyAdds(long rounds)
    {
        var (m, s) = (Vector512.Create(0.999999), Vector512.Create(1e-9));
        Vector512<double> a = s, b = s, c = s, d = s, e = s, f = s, g = s, h = s, i = s, j = s, k = s, l = s;
        for (long round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, m, s);
            b = Vector512.FusedMultiplyAdd(b, m, s);
            c = Vector512.FusedMultiplyAdd(c, m, s);
            d = Vector512.FusedMultiplyAdd(d, m, s);
            e = Vector512.FusedMultiplyAdd(e, m, s);
            f = Vector512.FusedMultiplyAdd(f, m, s);
            g = Vector512.FusedMultiplyAdd(g, m, s);
            h = Vector512.FusedMultiplyAdd(h, m, s);
            i = Vector512.FusedMultiplyAdd(i, m, s);
            j = Vector512.FusedMultiplyAdd(j, m, s);
            k = Vector512.FusedMultiplyAdd(k, m, s);
            l = Vector512.FusedMultiplyAdd(l, m, s);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
