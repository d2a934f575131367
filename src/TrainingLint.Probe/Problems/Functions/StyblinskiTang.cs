using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// Sum of (x^4 - 16 x^2 + 5 x)/2. Known, per dimension: minima -2.903534027771 (value -39.166165703771, curvature 34.5830591026) and
/// 2.746802770991 (-25.029446655284, 29.2695527763), a maximum between them at 0.156731256780 (curvature -15.8526118789); so 2^d minima,
/// of which one is the best.
/// </summary>
/// <param name="dimensions">Number of parameters.</param>
public sealed class StyblinskiTang(int dimensions = 2) : FunctionProblem, IHasTestedGradients
{
    private const double Box = 4;

    /// <inheritdoc/>
    public override string Name => "styblinski-tang";

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
            var square = x[i] * x[i];
            value += ((square * square) - (16 * square) + (5 * x[i])) / 2;
            if (!gradient.IsEmpty)
            {
                gradient[i] = (2 * square * x[i]) - (16 * x[i]) + 2.5;
            }
        }

        return value;
    }

    /// <inheritdoc/>
    protected override void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        for (var i = 0; i < x.Length; i++)
        {
            product[i] = ((6 * x[i] * x[i]) - 16) * vector[i];
        }
    }
}
