using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems;

/// <summary>A problem with a faster, less precise Hessian product for searching; values are then corrected by exact products.</summary>
public interface IFastCurvature : IExactCurvature
{
    /// <summary>Relative error of one fast product.</summary>
    double FastPrecision { get; }

    /// <summary>The Hessian by fast products; null where they would not pay.</summary>
    ISymmetricOperator? FastHessianAt(ReadOnlySpan<double> parameters, SampleSet samples);
}
