using System.Collections.Generic;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Escape;

/// <summary>How often descents from perturbed points came back, over the size of the perturbation.</summary>
public sealed record BasinReport
{
    /// <summary>Random directions, from the smallest radius to the largest.</summary>
    public required IReadOnlyList<BasinRadius> Random { get; init; }

    /// <summary>Both ways along the direction of the largest eigenvalue; empty when that was not measured.</summary>
    public required IReadOnlyList<BasinRadius> Sharpest { get; init; }

    /// <summary>Norm of the perturbation from which half of the descents return, by a logistic fit in its logarithm; null when all returned, even the smallest pushes did not, or its relative error is above one half.</summary>
    public Measured? HalfRadius { get; init; }

    /// <summary>Norm of the weights that perturbations were measured against (all filters); null for problems without filters.</summary>
    public double? WeightNorm { get; init; }

    /// <summary>Updates of each descent, by the recipe with its schedule fitted to them.</summary>
    public required int DescentSteps { get; init; }

    /// <summary>A straight line that rises by more than this over its higher end is a barrier, in units of the loss.</summary>
    public required double BarrierTolerance { get; init; }

    /// <summary>Whether the recipe came back without any perturbation; if not, it does not hold this place itself.</summary>
    public required bool StaysUnperturbed { get; init; }

    /// <summary>Loss after the descent without perturbation.</summary>
    public required double UnperturbedLoss { get; init; }

    /// <summary>Lowest loss at the end of any descent that did not return; null when all did.</summary>
    public double? LowestElsewhere { get; init; }

    /// <summary>True when time ran out before all descents.</summary>
    public required bool IsPartial { get; init; }
}
