using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Stability;

/// <summary>What one rate of a sweep came to.</summary>
/// <param name="PeakRate">The highest rate of its schedule.</param>
/// <param name="FinalLosses">Loss over all samples at the end, by seed; infinite for a run that diverged.</param>
public sealed record SweptRate(double PeakRate, IReadOnlyList<double> FinalLosses)
{
    /// <summary>Median over the seeds, the higher one of two.</summary>
    public double Loss { get; } = FinalLosses.Order().ElementAt(FinalLosses.Count / 2);

    /// <summary>The worst seed.</summary>
    public double WorstLoss { get; } = FinalLosses.Max();
}
