using System;

namespace TrainingLint.Probe.Problems;

/// <summary>A classifier whose predictions can be compared between runs.</summary>
public interface IPredicts : IProblem
{
    /// <summary>The predicted class of each sample.</summary>
    void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes);
}
