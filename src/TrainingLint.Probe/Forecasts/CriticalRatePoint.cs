namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// How far one update of a run could have gone before the loss would have risen, from losses alone (Kalra et al. 2026, arXiv:2601.16979):
/// the rate at which the loss at theta - rate x update comes back to that at theta. For a quadratic it is 2 g'u/(u'Hu) for gradient g and
/// update u; of gradient descent, never below 2 over the largest eigenvalue.
/// </summary>
/// <param name="Step">Updates done before this one.</param>
/// <param name="Rate">The rate of this update, above 0.</param>
/// <param name="Low">A rate at which the loss is not above that before the update; 0 where even the smallest that was tried raised
/// it.</param>
/// <param name="High">A rate at which it is; infinite where even the largest that was tried lowers it.</param>
public sealed record CriticalRatePoint(int Step, double Rate, double Low, double High)
{
    /// <summary>The critical rate: the middle of both in their logarithm, 0 or infinite where one of them is missing.</summary>
    public double Critical => Low <= 0 ? 0 : double.IsInfinity(High) ? High : System.Math.Sqrt(Low * High);

    /// <summary>Critical rate over the rate used: below 1, this update raised the loss.</summary>
    public double Room => Critical / Rate;

    /// <summary>Curvature along the update that explains the critical rate of plain gradient steps, 2 over it.</summary>
    public double Sharpness => 2 / Critical;
}
