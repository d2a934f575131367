using System;
using System.Collections.Generic;
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

/// <summary>A problem with a faster, less precise Hessian product for searching; values are then corrected by exact products.</summary>
public interface IFastCurvature : IExactCurvature
{
    /// <summary>Relative error of one fast product.</summary>
    double FastPrecision { get; }

    /// <summary>The Hessian by fast products; null where they would not pay.</summary>
    ISymmetricOperator? FastHessianAt(ReadOnlySpan<double> parameters, SampleSet samples);
}

/// <summary>A problem that knows the trace of its Hessian in closed form.</summary>
public interface IExactTrace : IProblem
{
    /// <summary>The trace; null where the closed form does not apply.</summary>
    double? TraceAt(ReadOnlySpan<double> parameters, SampleSet samples);
}

/// <summary>A classifier whose predictions can be compared between runs.</summary>
public interface IPredicts : IProblem
{
    /// <summary>The predicted class of each sample.</summary>
    void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes);
}

/// <summary>A problem that holds samples back which are never trained on.</summary>
public interface IHeldOut : IProblem
{
    /// <summary>The mean loss over the samples held back; null when there are none.</summary>
    double? HeldOutLoss(ReadOnlySpan<double> parameters);
}

/// <summary>A problem with something to say about how it is measured, such as the mode of a model.</summary>
public interface IHasNotes : IProblem
{
    /// <summary>Short statements for reports.</summary>
    IReadOnlyList<string> Notes { get; }
}

/// <summary>A classifier that knows the right answers, so that errors can be counted.</summary>
public interface IClassifies : IPredicts
{
    /// <summary>The right class of each sample.</summary>
    ReadOnlySpan<int> Labels { get; }
}

/// <summary>A problem that knows what the best answer without looking would cost: the entropy of what is to be predicted.</summary>
public interface IHasChanceLoss : IProblem
{
    /// <summary>Mean loss of the best constant answer.</summary>
    double ChanceLoss { get; }
}

/// <summary>A problem whose predictions are groups: labels are interchangeable, and only who is grouped with whom counts.</summary>
public interface IClusters : IPredicts
{
}

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

/// <summary>A problem whose parameters form filters (the incoming weights of one unit), for filter-normalised sharpness.</summary>
public interface IHasFilters : IProblem
{
    /// <summary>Start and length of each filter; parameters outside of all of them (biases) are filters of their own.</summary>
    ReadOnlySpan<Range> Filters { get; }
}

/// <summary>A problem that knows whether its mean loss is convex. Every local minimum of a convex loss is a global one.</summary>
public interface IDeclaresConvexity : IProblem
{
    /// <summary>True when the mean loss over any samples is proven to be convex; false when it is not, or nobody knows.</summary>
    bool IsConvex { get; }
}

/// <summary>A problem of this assembly, computed in double, whose gradients tests hold to differences of its loss: checking them again before every run would cost more than measuring.</summary>
internal interface IHasTestedGradients : IProblem
{
}

/// <summary>A problem whose mean over all samples is a formula: it costs no more than one sample, and a part of the samples is no cheaper stand-in.</summary>
internal interface IClosedMean : IProblem
{
}
