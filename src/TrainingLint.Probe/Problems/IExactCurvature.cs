using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems;

/// <summary>A problem that multiplies with its Hessian exactly. Others are measured by central differences of gradients.</summary>
public interface IExactCurvature : IProblem
{
    /// <summary>Relative rounding error of one product; that of double unless told otherwise.</summary>
    double ProductRounding => 2.2e-16;

    /// <summary>The Hessian of the mean loss at a point. It keeps its own copy of the point.</summary>
    ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples);
}

/// <summary>A problem of this assembly, computed in double, whose gradients tests hold to differences of its loss: checking them again before every run would cost more than measuring.</summary>
internal interface IHasTestedGradients : IProblem
{
}

/// <summary>A problem whose mean over all samples is a formula: it costs no more than one sample, and a part of the samples is no cheaper stand-in.</summary>
internal interface IClosedMean : IProblem
{
}
