using System;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Generalization;

/// <summary>
/// Traces of several Hessians from the same random probes (Hutchinson 1990), so that in differences the noise of the probes cancels. In few
/// dimensions unit vectors take the place of probes, and the trace is exact, as it is where the problem knows it in closed form.
/// </summary>
internal sealed class PairedTraces
{
    private const int Probes = 20;

    private readonly double[] _samples;
    private readonly bool _isExact;

    private PairedTraces(double[] samples, bool isExact)
    {
        (_samples, _isExact) = (samples, isExact);
    }

    /// <summary>The trace.</summary>
    public TraceEstimate Trace =>
        _isExact ? new(_samples.Sum(), 0, _samples.Length) : new(_samples.Average(), StandardError(_samples), _samples.Length);

    /// <summary>The trace at a point.</summary>
    /// <param name="problem">Whose Hessian.</param>
    /// <param name="samples">Mean over which samples.</param>
    /// <param name="point">Where.</param>
    /// <param name="hessian">The Hessian there.</param>
    /// <param name="seed">Seed of the probes; points that are to be compared need the same one.</param>
    public static PairedTraces At(IProblem problem, SampleSet samples, ReadOnlySpan<double> point, ISymmetricOperator hessian, int seed) =>
        (problem as IExactTrace)?.TraceAt(point, samples) is { } known ? new PairedTraces([known], isExact: true) : Of(hessian, seed);

    /// <summary>By how much this trace is above another one, with the standard error of the paired difference; 0 where both are exact.</summary>
    public TraceEstimate Above(PairedTraces other) =>
        new PairedTraces([.. _samples.Zip(other._samples, (mine, others) => mine - others)], _isExact).Trace;

    private static PairedTraces Of(ISymmetricOperator hessian, int seed)
    {
        var isExact = hessian.Size <= Probes;
        var random = new RandomNumbers(seed, RandomStream.Directions);
        var (probe, product) = (new double[hessian.Size], new double[hessian.Size]);
        var samples = new double[isExact ? hessian.Size : Probes];
        for (var i = 0; i < samples.Length; i++)
        {
            if (isExact)
            {
                probe.AsSpan().Clear();
                probe[i] = 1;
            }
            else
            {
                random.FillSigns(probe);
            }

            hessian.Multiply(probe, product);
            samples[i] = TensorPrimitives.Dot<double>(probe, product);
        }

        return new PairedTraces(samples, isExact);
    }

    private static double StandardError(double[] samples) => SampleSpread.Of(samples).StandardError;
}
