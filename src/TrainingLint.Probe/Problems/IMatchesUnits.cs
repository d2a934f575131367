using System;

namespace TrainingLint.Probe.Problems;

/// <summary>
/// A problem whose parameters can be put in another order without changing the loss (hidden units, cluster centres). Two runs that learned the
/// same in another order look far apart until their units are matched (Entezari et al. 2021, arXiv:2110.06296).
/// </summary>
public interface IMatchesUnits : IProblem
{
    /// <summary>Reorders units so that the parameters lie as near as the method finds to a reference; the loss stays the same.</summary>
    /// <param name="reference">Parameters that stay.</param>
    /// <param name="parameters">Parameters to reorder.</param>
    /// <param name="matched">Receives them reordered.</param>
    void MatchUnits(ReadOnlySpan<double> reference, ReadOnlySpan<double> parameters, Span<double> matched);
}
