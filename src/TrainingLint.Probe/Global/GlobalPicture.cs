using System.Collections.Generic;
using TrainingLint.Probe.Convexity;

namespace TrainingLint.Probe.Global;

/// <summary>How the place where the run ended stands among all others.</summary>
public enum GlobalVerdict
{
    /// <summary>Not searched, or time ran out before the search.</summary>
    Unknown,

    /// <summary>The problem is convex, so every minimum is the lowest.</summary>
    Convex,

    /// <summary>No solver found anything clearly lower.</summary>
    BestKnown,

    /// <summary>A solver found a clearly lower minimum.</summary>
    PoorMinimum,

    /// <summary>A solver found no bottom: the loss falls without end.</summary>
    Bottomless,
}

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

/// <summary>What a reference solver found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Loss">Lowest loss; negative infinity where it falls without end.</param>
/// <param name="Evaluations">Losses that it asked for; a gradient counts as three.</param>
public sealed record SolverResult(string Name, double Loss, long Evaluations);

/// <summary>A minimum that was found.</summary>
/// <param name="Loss">Its loss.</param>
/// <param name="Hits">Starts that ended there.</param>
/// <param name="Distance">Distance from the bottom of the valley where the run ended.</param>
/// <param name="Barrier">The straight line from there; null when it was not walked.</param>
public sealed record FoundMinimum(double Loss, int Hits, double Distance, LinearBarrier? Barrier);
