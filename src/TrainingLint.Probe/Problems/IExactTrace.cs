using System;

namespace TrainingLint.Probe.Problems;

/// <summary>A problem that knows the trace of its Hessian in closed form.</summary>
public interface IExactTrace : IProblem
{
    /// <summary>The trace; null where the closed form does not apply.</summary>
    double? TraceAt(ReadOnlySpan<double> parameters, SampleSet samples);
}
