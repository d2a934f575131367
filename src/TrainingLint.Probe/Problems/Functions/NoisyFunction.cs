using System;
using System.Linq;
using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// A function whose samples differ by linear terms that add up to zero: l_i(x) = f(x) + z_i'x. Known: the mean loss is f, and a batch of B of
/// the N samples has Gaussian gradient noise of variance C (N - B)/(B (N - 1)) in each parameter, the same everywhere; so rate and batch
/// set a temperature D = rate C/(2B), over 1 - momentum.
/// </summary>
public sealed class NoisyFunction : IExactCurvature, IDeclaresConvexity, IClosedMean, IHasTestedGradients
{
    private readonly FunctionProblem _function;
    private readonly double[] _slopes;

    /// <summary>A function with noise.</summary>
    /// <param name="function">The mean loss.</param>
    /// <param name="variance">Variance C of one sample's gradient in each parameter, 0 or above.</param>
    /// <param name="samples">Number of samples, at least 2. An epoch uses each once, so that noise cancels over whole epochs, and a rare climb that takes a tenth of an epoch is rarer still.</param>
    /// <param name="seed">Seed of the samples.</param>
    public NoisyFunction(FunctionProblem function, double variance, int samples = 4096, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        (_function, SampleCount, Variance) = (function, samples, variance);
        _slopes = Slopes(function.ParameterCount, samples, Math.Sqrt(variance), seed);
    }

    /// <inheritdoc/>
    public string Name => "noisy-" + _function.Name;

    /// <inheritdoc/>
    public int ParameterCount => _function.ParameterCount;

    /// <inheritdoc/>
    public int SampleCount { get; }

    /// <inheritdoc/>
    public bool IsConvex => _function is IDeclaresConvexity { IsConvex: true };

    /// <summary>Variance of one sample's gradient in each parameter.</summary>
    public double Variance { get; }

    /// <inheritdoc/>
    public void Initialize(int seed, Span<double> parameters) => _function.Initialize(seed, parameters);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        var loss = _function.Evaluate(parameters, gradient);
        if (samples.IsAll)
        {
            return loss;
        }

        var share = 1.0 / samples.Count;
        foreach (var sample in samples.Indices)
        {
            var slope = _slopes.AsSpan(sample * ParameterCount, ParameterCount);
            loss += share * TensorPrimitives.Dot(slope, parameters);
            if (!gradient.IsEmpty)
            {
                TensorPrimitives.MultiplyAdd(slope, share, gradient, gradient);
            }
        }

        return loss;
    }

    /// <inheritdoc/>
    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples) => _function.HessianAt(parameters, samples);

    /// <summary>Quantiles of the normal distribution in a random order for each parameter: their sum and variance are exact.</summary>
    private static double[] Slopes(int parameters, int samples, double deviation, int seed)
    {
        var quantiles = Enumerable.Range(0, samples).Select(i => Normal.InvCDF(0, 1, (i + 0.5) / samples)).ToArray();
        var scale = deviation / Math.Sqrt(quantiles.Average(quantile => quantile * quantile));
        var order = Enumerable.Range(0, samples).ToArray();
        var random = new RandomNumbers(seed, RandomStream.Construction);
        var slopes = new double[samples * parameters];
        for (var parameter = 0; parameter < parameters; parameter++)
        {
            random.Shuffle(order);
            for (var i = 0; i < samples; i++)
            {
                slopes[(order[i] * parameters) + parameter] = scale * quantiles[i];
            }
        }

        return slopes;
    }
}
