using System;

namespace TrainingLint.Probe.Problems;

/// <summary>A classifier that knows the right answers, so that errors can be counted.</summary>
public interface IClassifies : IPredicts
{
    /// <summary>The right class of each sample.</summary>
    ReadOnlySpan<int> Labels { get; }
}
