using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// Measures the noise scale: how far gradients of batches scatter around that of all samples. The latter is exact, so that nothing is lost
/// in the difference of two noisy norms.
/// </summary>
internal static class NoiseScale
{
    private const int Batches = 16;

    /// <summary>The scale at a point; null for a problem of one sample, or without any slope.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="parameters">Where.</param>
    /// <param name="batchSize">Samples of the recipe's batch; at most an eighth of all are taken.</param>
    /// <param name="step">Updates done.</param>
    /// <param name="seed">Seed of the batches.</param>
    /// <param name="cancellation">Ends it without a result.</param>
    public static NoiseScalePoint? At(IProblem problem, ReadOnlySpan<double> parameters, int batchSize, int step, int seed,
        CancellationToken cancellation)
    {
        var count = problem.SampleCount;
        if (count < 2)
        {
            return null;
        }

        var size = Math.Clamp(batchSize, 1, Math.Max(1, count / 8));
        var (whole, part) = (new double[problem.ParameterCount], new double[problem.ParameterCount]);
        problem.Evaluate(parameters, SampleSet.All(count), whole);
        var slope = TensorPrimitives.SumOfSquares<double>(whole);
        if (!(slope > 0) || !double.IsFinite(slope))
        {
            return null;
        }

        var random = new RandomNumbers(seed, RandomStream.Resampling);
        var order = SampleSet.All(count).Indices.ToArray();
        var scales = new double[Batches];
        for (var i = 0; i < Batches; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            random.Shuffle(order);
            problem.Evaluate(parameters, SampleSet.Of(order.AsSpan(0, size)), part);
            TensorPrimitives.Subtract(part, whole, part);

            // Drawn without replacement: the scatter of batches shrinks by (N - B)/(N - 1) more.
            scales[i] = TensorPrimitives.SumOfSquares<double>(part) / slope * size * (count - 1) / (count - size);
        }

        var spread = SampleSpread.Of(scales);
        var (low, high) = spread.MeanInterval;
        return double.IsFinite(spread.Mean) ? new(step, spread.Mean, Math.Max(0, low), high) : null;
    }
}
