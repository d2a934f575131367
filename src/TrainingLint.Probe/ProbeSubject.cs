using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Numerics;
using System.Threading;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe;

/// <summary>What every further question starts from: a problem, how it is trained, and the run that was made.</summary>
internal sealed record ProbeSubject
{
    /// <summary>The problem; what it throws becomes a <see cref="ProblemFailureException"/>.</summary>
    public required GuardedProblem Problem { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>Parameters that every run starts from; null for the problem's own start of each seed.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>The run that was made.</summary>
    public required RunReport Run { get; init; }

    /// <summary>How sharp its end is; null when that could not be measured.</summary>
    public required CurvatureReport? Curvature { get; init; }

    /// <summary>Hears how the work goes.</summary>
    public Action<ProbeProgress>? Progress { get; init; }
}

/// <summary>Shares a budget out between questions: each may take an even part of what is left, and what it leaves goes to the next ones.</summary>
/// <param name="budget">Time for everything.</param>
/// <param name="questions">What is asked beyond the run.</param>
/// <param name="cancellation">Ends everything early.</param>
internal sealed class BudgetClock(TimeSpan budget, ProbeQuestions questions, CancellationToken cancellation)
{
    /// <summary>The run itself comes first, and its curvature is what most questions build on.</summary>
    private const double RunShare = 0.4;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _waiting = BitOperations.PopCount((uint)questions);

    /// <summary>Time for the run.</summary>
    public TimeSpan ForTheRun => _waiting == 0 ? budget : budget * RunShare;

    /// <summary>A deadline for the next question, ended early with the whole probe.</summary>
    public CancellationTokenSource Next()
    {
        var share = (budget - _watch.Elapsed) / Math.Max(1, _waiting--);
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(share > TimeSpan.FromMilliseconds(1) ? share : TimeSpan.FromMilliseconds(1));
        return deadline;
    }
}
