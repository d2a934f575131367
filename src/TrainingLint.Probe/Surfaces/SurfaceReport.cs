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
