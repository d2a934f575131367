using System.Collections.Generic;

namespace TrainingLint.Probe.Surfaces;

/// <summary>
/// Pictures of the loss around the end of a run: planes and lines through parameter space (Li et al. 2017, arXiv:1712.09913; Goodfellow
/// et al. 2014, arXiv:1412.6544). They illustrate; a plane has two of the many directions, and no verdict is built on one.
/// </summary>
public sealed record SurfaceReport
{
    /// <summary>The planes, each with a grid of losses; those that make no sense for the problem are absent.</summary>
    public required IReadOnlyList<LossPlane> Planes { get; init; }

    /// <summary>Lines through the end along the axes of its planes.</summary>
    public required IReadOnlyList<LossSlice> Slices { get; init; }

    /// <summary>True when time was up before the finest grid, all planes, or the whole path were done.</summary>
    public required bool IsPartial { get; init; }
}

/// <summary>How the axes of a plane were chosen.</summary>
public enum PlaneKind
{
    /// <summary>
    /// Two random directions, scaled filter by filter to the size of the weights. Curvature along a random direction is the mean one, so
    /// that sharp directions and saddles do not show (Bottcher and Wheeler 2022, arXiv:2208.13219).
    /// </summary>
    RandomFilters,

    /// <summary>The eigenvectors of the largest and the smallest eigenvalue of the Hessian.</summary>
    Hessian,

    /// <summary>Through the ends of three runs that differ in their seed.</summary>
    Minima,
}
