namespace TrainingLint.Probe.Stability;

/// <summary>How far a run was from its stability limit at one step.</summary>
/// <param name="Step">Updates done before the measurement.</param>
/// <param name="Rate">The rate of the next update.</param>
/// <param name="Curvature">Largest eigenvalue that the optimizer feels: raw, or behind its divisor.</param>
/// <param name="CurvatureError">Its error.</param>
/// <param name="LargestStableRate">The limit at that curvature.</param>
public sealed record StabilityPoint(int Step, double Rate, double Curvature, double CurvatureError, double LargestStableRate)
{
    /// <summary>Limit over rate: below 1, steps along the sharpest direction grow.</summary>
    public double Margin => Rate > 0 ? LargestStableRate / Rate : double.PositiveInfinity;
}
