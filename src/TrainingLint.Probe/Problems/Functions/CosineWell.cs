using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// Sum of 1 - cos x. Known: minima of value 0 and curvature 1 at multiples of 2 pi; the basin of each is the cube of half-width pi, so that in
/// two dimensions a random perturbation of norm pi &lt; r &lt; pi sqrt 2 returns with probability 1 - (4/pi) acos(pi/r).
/// </summary>
/// <param name="dimensions">Number of parameters.</param>
public sealed class CosineWell(int dimensions = 2) : FunctionProblem, IHasTestedGradients
{
    private const double Box = 3;

    /// <inheritdoc/>
    public override string Name => "cosine-well";

    /// <inheritdoc/>
    public override int ParameterCount => dimensions;

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) =>
        new RandomNumbers(seed, RandomStream.Initialization).FillUniform(parameters, Box);

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var value = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var half = Math.Sin(x[i] / 2);

            // 1 - cos x without the cancellation near a minimum.
            value += 2 * half * half;
            if (!gradient.IsEmpty)
            {
                gradient[i] = Math.Sin(x[i]);
            }
        }

        return value;
    }

    /// <inheritdoc/>
    protected override void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        for (var i = 0; i < x.Length; i++)
        {
            product[i] = Math.Cos(x[i]) * vector[i];
        }
    }
}
