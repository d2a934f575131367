

namespace TrainingLint.Probe.Convexity;

/// <summary>What was found out about the convexity of a loss. Sampling can refute convexity and never prove it.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Pairs">Pairs of points that were tested.</param>
/// <param name="Witness">What refutes convexity, for people; null when nothing does.</param>
public sealed record ConvexityReport(ConvexityVerdict Verdict, int Pairs, string? Witness)
{
    /// <summary>With 95 % confidence no larger share of such pairs violates convexity: three over the pairs; null unless none did.</summary>
    public double? ViolationBound => Verdict == ConvexityVerdict.NoViolationFound && Pairs > 0 ? 3.0 / Pairs : null;
}
