using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// Sum of 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2. Known: minimum 0 at ones, where two dimensions have eigenvalues 0.39936076749 and
/// 1001.6006392, and ten have 0.498751749577 to 1762.8408814946 with trace 9018.
/// </summary>
/// <param name="dimensions">Number of parameters, at least 2.</param>
public sealed class Rosenbrock(int dimensions = 2) : FunctionProblem, IHasTestedGradients
{
    private const double Valley = 100;

    /// <inheritdoc/>
    public override string Name => "rosenbrock";

    /// <inheritdoc/>
    public override int ParameterCount { get; } = dimensions >= 2
        ? dimensions
        : throw new ArgumentOutOfRangeException(nameof(dimensions), "the valley needs at least two dimensions");

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) =>
        new RandomNumbers(seed, RandomStream.Initialization).FillUniform(parameters, 1);

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        var value = 0.0;
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var (off, rest) = (x[i + 1] - (x[i] * x[i]), 1 - x[i]);
            value += (Valley * off * off) + (rest * rest);
            if (!gradient.IsEmpty)
            {
                gradient[i] -= (4 * Valley * x[i] * off) + (2 * rest);
                gradient[i + 1] += 2 * Valley * off;
            }
        }

        return value;
    }

    /// <inheritdoc/>
    protected override void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        product.Clear();
        for (var i = 0; i + 1 < x.Length; i++)
        {
            var own = (12 * Valley * x[i] * x[i]) - (4 * Valley * x[i + 1]) + 2;
            var cross = -4 * Valley * x[i];
            product[i] += (own * vector[i]) + (cross * vector[i + 1]);
            product[i + 1] += (cross * vector[i]) + (2 * Valley * vector[i + 1]);
        }
    }
}
