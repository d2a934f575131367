using System.Collections.Generic;
using TrainingLint.Probe.Convexity;

namespace TrainingLint.Probe.Global;

/// <summary>The end of the run among all minima that reference solvers find.</summary>
public sealed record GlobalPicture
{
    /// <summary>Minima that are kept, at most.</summary>
    public const int MostMinima = 10;

    /// <summary>How the end stands.</summary>
    public required GlobalVerdict Verdict { get; init; }

    /// <summary>What backs the verdict.</summary>
    public required string Evidence { get; init; }

    /// <summary>Whether the loss is convex.</summary>
    public required ConvexityReport Convexity { get; init; }

    /// <summary>True when it is proven that every local minimum is a global one, so that findings about local minima mean nothing here.</summary>
    public bool LocalMinimaAreGlobal => Convexity.Verdict == ConvexityVerdict.Convex;

    /// <summary>Loss to which the way down leads from where the run ended, by short steps of L-BFGS; null when there was no search.</summary>
    public double? BottomLoss { get; init; }

    /// <summary>Lowest loss that any solver found; null when there was no search.</summary>
    public double? BestLoss { get; init; }

    /// <summary>By how much the bottom of the run's valley lies above the best known loss, 0 or above; null when there was no search or no bottom.</summary>
    public double? Gap { get; init; }

    /// <summary>The solvers.</summary>
    public IReadOnlyList<SolverResult> Solvers { get; init; } = [];

    /// <summary>Different minima that descents from many starts ended in, the lowest first; at most <see cref="MostMinima"/>.</summary>
    public IReadOnlyList<FoundMinimum> Minima { get; init; } = [];

    /// <summary>Descents behind <see cref="Minima"/>.</summary>
    public int Starts { get; init; }

    /// <summary>True when time ran out before everything was done.</summary>
    public required bool IsPartial { get; init; }
}
