using System;
using System.Threading;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Global;

/// <summary>A loss over all samples as solvers see it: it counts, stops at a limit, and is infinite where the problem gives no number.</summary>
/// <param name="problem">Whose loss.</param>
/// <param name="mostEvaluations">Evaluations after which <see cref="IsSpent"/> holds; a gradient counts as three.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class Objective(IProblem problem, long mostEvaluations, CancellationToken cancellation)
{
    /// <summary>Evaluations that a loss with its gradient counts for.</summary>
    public const int GradientCost = 3;

    private readonly SampleSet _all = SampleSet.All(problem.SampleCount);

    /// <summary>Number of parameters.</summary>
    public int Size => problem.ParameterCount;

    /// <summary>Evaluations so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>True when no further work shall begin.</summary>
    public bool IsSpent => Evaluations >= mostEvaluations || cancellation.IsCancellationRequested;

    /// <summary>Share of the evaluations that is done, 0 to 1.</summary>
    public double Progress => Math.Min(1, Evaluations / (double)mostEvaluations);

    /// <summary>Starting parameters for a seed.</summary>
    public double[] Start(int seed)
    {
        var start = new double[Size];
        problem.Initialize(seed, start);
        return start;
    }

    /// <summary>The loss.</summary>
    public double Value(ReadOnlySpan<double> at)
    {
        Evaluations++;
        var loss = problem.Evaluate(at, _all, default);
        return double.IsNaN(loss) ? double.PositiveInfinity : loss;
    }

    /// <summary>The loss with its gradient.</summary>
    public double Value(ReadOnlySpan<double> at, Span<double> gradient)
    {
        Evaluations += GradientCost;
        var loss = problem.Evaluate(at, _all, gradient);
        return double.IsNaN(loss) ? double.PositiveInfinity : loss;
    }
}
