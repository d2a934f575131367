using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// x^4/4 - x^2/2 + tilt x in the first parameter, y^2/2 in the second. Without tilt: minima at x = +-1 (value -1/4, curvature 2), a saddle at 0
/// (curvature -1), barrier 1/4.
/// </summary>
/// <param name="tilt">Makes the left well deeper when positive.</param>
public sealed class DoubleWell(double tilt = 0) : PlaneFunction, IHasTestedGradients
{
    /// <inheritdoc/>
    public override string Name => "double-well";

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) =>
        new RandomNumbers(seed, RandomStream.Initialization).FillNormal(parameters);

    /// <inheritdoc/>
    protected override (double Value, double X, double Y) At(double x, double y) =>
        ((x * x * x * x / 4) - (x * x / 2) + (tilt * x) + (y * y / 2), (x * x * x) - x + tilt, y);

    /// <inheritdoc/>
    protected override (double XX, double XY, double YY) BendAt(double x, double y) => ((3 * x * x) - 1, 0, 1);
}
