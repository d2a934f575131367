using System;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Tests.Generalization;

/// <summary>
/// curvature x^2/2 in every parameter; each sample adds -z x with z = +1 or -1, independent between parameters and equally often either, so that
/// a batch of one has gradient noise of variance 1, and the curvature is the same everywhere and on every sample.
/// </summary>
internal sealed class NoisyParabola(double curvature, int samples = 20_000) : IExactCurvature
{
    public string Name => "noisy-parabola";

    public int ParameterCount => 100;

    public int SampleCount => samples;

    public void Initialize(int seed, Span<double> parameters) => parameters.Clear();

    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet set, Span<double> gradient)
    {
        gradient.Clear();
        var loss = 0.0;
        foreach (var sample in set.Indices)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                var (x, z) = (parameters[i], Noise(sample, i));
                loss += ((curvature * x * x / 2) - (z * x)) / set.Count;
                if (!gradient.IsEmpty)
                {
                    gradient[i] += ((curvature * x) - z) / set.Count;
                }
            }
        }

        return loss;
    }

    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet set) => new Scaling(parameters.Length, curvature);

    /// <summary>Pairs of samples have opposite noise, so that it sums to zero; within pairs, bits are mixed thoroughly.</summary>
    private static int Noise(int sample, int parameter)
    {
        var bits = ((ulong)(sample / 2) << 32) + (ulong)parameter + 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return (((bits ^ (bits >> 31)) & 1) == 0) == (sample % 2 == 0) ? 1 : -1;
    }

    private sealed class Scaling(int size, double factor) : ISymmetricOperator
    {
        public int Size => size;

        public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1)
        {
            for (var i = 0; i < count * size; i++)
            {
                products[i] = factor * vectors[i];
            }
        }
    }
}
