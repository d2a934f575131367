using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Benchmarks;

/// <summary>Time and accuracy of what peers measure: largest and smallest eigenvalue and trace, at the start and after 200 steps of momentum.</summary>
internal static class SpectrumTimes
{
    private const int Repetitions = 5;

    public static void Print()
    {
        Console.WriteLine("network        point    | largest: ms, products, relative error | smallest: value, residual, ms, products | trace: value, ms");
        foreach (var (network, point, weights) in Points())
        {
            Print(network, point, weights);
        }
    }

    /// <summary>Writes the points as bare float64, for a peer to measure at the same places.</summary>
    public static void WriteWeights(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var (network, point, weights) in Points())
        {
            File.WriteAllBytes(Path.Combine(directory, network.Layers + "_" + point + ".f64"), MemoryMarshal.AsBytes<double>(weights).ToArray());
        }
    }

    private static IEnumerable<(DigitsPerceptron Network, string Point, double[] Weights)> Points()
    {
        foreach (var width in new[] { 128, 512 })
        {
            var network = new DigitsPerceptron([Digits.Width, width, width, Digits.Classes]);
            var weights = new double[network.ParameterCount];
            network.Initialize(0, weights);
            yield return (network, "start", weights);
            Train(network, weights);
            yield return (network, "trained", weights);
        }
    }

    private static void Train(DigitsPerceptron network, double[] weights)
    {
        var optimizer = Optimizer.Create(OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 }, weights.Length);
        var gradient = new double[weights.Length];
        for (var step = 0; step < 200; step++)
        {
            network.Evaluate(weights, SampleSet.All(Digits.Count), gradient);
            optimizer.Step(weights, gradient, 0.1);
        }
    }

    private static void Print(DigitsPerceptron network, string point, double[] weights)
    {
        var all = SampleSet.All(Digits.Count);
        var truth = Spectrum.Largest(network.HessianAt(weights, all), new SpectrumOptions { Tolerance = 1e-13, Seed = 9 }).Value;
        var (largest, ofLargest) = Best(() => Spectrum.Largest(network.FastHessianAt(weights, all)!, network.HessianAt(weights, all), new SpectrumOptions { Tolerance = 1e-6 }));
        var (ends, ofEnds) = Best(() => Spectrum.Extremes(network.FastHessianAt(weights, all)!, network.HessianAt(weights, all), new SpectrumOptions { Tolerance = 1e-6 }));
        var (trace, ofTrace) = Best(() => network.TraceAt(weights, all)!.Value);
        Console.WriteLine(FormattableString.Invariant($"{network.Layers,-14} {point,-8} | {ofLargest:F0}, {largest.Products}, {(largest.Value / truth) - 1:E1} | {ends.Smallest.Value:G6}, {ends.Smallest.Residual:G2}, {ofEnds:F0}, {ends.Smallest.Products} | {trace:G10}, {ofTrace:F0}"));
    }

    private static (T Result, double Milliseconds) Best<T>(Func<T> action)
    {
        var (result, best) = (action(), double.PositiveInfinity);
        for (var i = 0; i < Repetitions; i++)
        {
            var watch = Stopwatch.StartNew();
            result = action();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return (result, best);
    }
}
