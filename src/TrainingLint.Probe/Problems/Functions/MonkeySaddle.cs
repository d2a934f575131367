using System;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// x^3 - 3xy^2. Known: at the origin gradient and Hessian are exactly zero and it is still no minimum, so that second order cannot decide.
/// Starts at the origin.
/// </summary>
public sealed class MonkeySaddle : PlaneFunction, IHasTestedGradients
{
    /// <inheritdoc/>
    public override string Name => "monkey-saddle";

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) => parameters.Clear();

    /// <inheritdoc/>
    protected override (double Value, double X, double Y) At(double x, double y) =>
        ((x * x * x) - (3 * x * y * y), 3 * ((x * x) - (y * y)), -6 * x * y);

    /// <inheritdoc/>
    protected override (double XX, double XY, double YY) BendAt(double x, double y) => (6 * x, -6 * y, -6 * x);
}
