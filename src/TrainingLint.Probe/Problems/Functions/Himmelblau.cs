using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// (x^2 + y - 11)^2 + (x + y^2 - 7)^2. Known: four minima of value 0, among them (3, 2) with eigenvalues 25.7157287525 and 82.2842712475;
/// a maximum at (-0.2708445907, -0.9230385565) of value 181.6165215226; four saddles, among them (0.0866775046, 2.8842547012) with
/// eigenvalues -31.7066 and 75.5076.
/// </summary>
public sealed class Himmelblau : PlaneFunction, IHasTestedGradients
{
    private const double Box = 5;

    /// <inheritdoc/>
    public override string Name => "himmelblau";

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) =>
        new RandomNumbers(seed, RandomStream.Initialization).FillUniform(parameters, Box);

    /// <inheritdoc/>
    protected override (double Value, double X, double Y) At(double x, double y)
    {
        var (a, b) = ((x * x) + y - 11, x + (y * y) - 7);
        return ((a * a) + (b * b), (4 * x * a) + (2 * b), (2 * a) + (4 * y * b));
    }

    /// <inheritdoc/>
    protected override (double XX, double XY, double YY) BendAt(double x, double y) =>
        ((12 * x * x) + (4 * y) - 42, 4 * (x + y), (12 * y * y) + (4 * x) - 26);
}
