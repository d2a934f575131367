using System;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems.Functions;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>
/// 1 - exp(-k(x) y^2 / 2) + (x - 3)^2 / 2 with k falling from 100 at x = 0 to 1: sharp where a run starts, flat where it should go, and a
/// plateau far from y = 0. Full steps throw y onto the plateau, from which nothing leads back; small first steps let x leave the sharp
/// part before the rate is high. The known case in which warmup decides.
/// </summary>
internal sealed class SharpEntrance : PlaneFunction
{
    private const double Sharp = 99;
    private const double Narrow = 8;
    private const double Start = 0.08;

    public override string Name => "sharp-entrance";

    public override void Initialize(int seed, Span<double> parameters)
    {
        parameters[0] = 0;
        parameters[1] = Start * (1 + (0.1 * new RandomNumbers(seed, RandomStream.Initialization).NextUniform()));
    }

    protected override (double Value, double X, double Y) At(double x, double y)
    {
        var (curvature, slope, _) = Curvature(x);
        var kept = Math.Exp(-curvature * y * y / 2);
        return (1 - kept + ((x - 3) * (x - 3) / 2), (slope * y * y / 2 * kept) + x - 3, curvature * y * kept);
    }

    protected override (double XX, double XY, double YY) BendAt(double x, double y)
    {
        var (k, k1, k2) = Curvature(x);
        var kept = Math.Exp(-k * y * y / 2);
        var half = y * y / 2;
        return (((k2 * half) - (k1 * half * k1 * half)) * kept + 1, ((k1 * y) - (k * y * k1 * half)) * kept, (k - (k * y * k * y)) * kept);
    }

    private static (double Value, double Slope, double Bend) Curvature(double x)
    {
        var bell = Sharp * Math.Exp(-Narrow * x * x);
        return (1 + bell, -2 * Narrow * x * bell, ((4 * Narrow * Narrow * x * x) - (2 * Narrow)) * bell);
    }
}
