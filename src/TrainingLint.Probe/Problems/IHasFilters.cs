using System;

namespace TrainingLint.Probe.Problems;

/// <summary>A problem whose parameters form filters (the incoming weights of one unit), for filter-normalised sharpness.</summary>
public interface IHasFilters : IProblem
{
    /// <summary>Start and length of each filter; parameters outside of all of them (biases) are filters of their own.</summary>
    ReadOnlySpan<Range> Filters { get; }
}
