using System;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems;

/// <summary>
/// Tells odd digits from even ones by a plane: 64 weights and a bias. Known: convex, with H = mean of p(1-p) x x'; constant pixels give
/// exactly zero eigenvalues.
/// </summary>
public sealed class LogisticRegression : IExactCurvature, IClassifies, IDeclaresConvexity, IHasTestedGradients
{
    private const double StartDeviation = 0.1;

    private readonly int[] _isOdd = [.. Digits.Labels.ToArray().Select(label => label % 2)];

    /// <inheritdoc/>
    public string Name => "logistic";

    /// <inheritdoc/>
    public int ParameterCount => Digits.Width + 1;

    /// <inheritdoc/>
    public int SampleCount => Digits.Count;

    /// <summary>1 for odd digits, 0 for even ones.</summary>
    public ReadOnlySpan<int> Labels => _isOdd;

    /// <inheritdoc/>
    public bool IsConvex => true;

    /// <inheritdoc/>
    public void Initialize(int seed, Span<double> parameters) =>
        new RandomNumbers(seed, RandomStream.Initialization).FillNormal(parameters, StartDeviation);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        gradient.Clear();
        var sum = 0.0;
        foreach (var sample in samples.Indices)
        {
            var side = Side(sample);
            var margin = side * Score(parameters, sample);
            sum += margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin;
            if (!gradient.IsEmpty)
            {
                AddSample(gradient, sample, -side / (1 + Math.Exp(margin)) / samples.Count);
            }
        }

        return sum / samples.Count;
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes)
    {
        for (var i = 0; i < samples.Count; i++)
        {
            classes[i] = Score(parameters, samples.Indices[i]) > 0 ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        var bends = new double[samples.Count];
        for (var i = 0; i < bends.Length; i++)
        {
            var p = 1 / (1 + Math.Exp(-Score(parameters, samples.Indices[i])));
            bends[i] = p * (1 - p) / samples.Count;
        }

        return new DelegateOperator(ParameterCount, (vector, product) =>
        {
            product.Clear();
            for (var i = 0; i < bends.Length; i++)
            {
                AddSample(product, samples.Indices[i], bends[i] * Score(vector, samples.Indices[i]));
            }
        });
    }

    private static ReadOnlySpan<double> Pixels(int sample) => Digits.Pixels.Span.Slice(sample * Digits.Width, Digits.Width);

    private static double Side(int sample) => Digits.Labels.Span[sample] % 2 == 1 ? 1 : -1;

    private static double Score(ReadOnlySpan<double> plane, int sample) =>
        TensorPrimitives.Dot(plane[..Digits.Width], Pixels(sample)) + plane[Digits.Width];

    private static void AddSample(Span<double> sum, int sample, double factor)
    {
        TensorPrimitives.MultiplyAdd(Pixels(sample), factor, sum[..Digits.Width], sum[..Digits.Width]);
        sum[Digits.Width] += factor;
    }
}
