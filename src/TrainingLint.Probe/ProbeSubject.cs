using System;
using System.Numerics;
using System.Threading;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Training;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe;

/// <summary>What every further question starts from: a problem, how it is trained, and the run that was made.</summary>
internal sealed record ProbeSubject
{
    /// <summary>The problem; what it throws becomes a <see cref="ProblemFailureException"/>.</summary>
    public required GuardedProblem Problem { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>Parameters that every run starts from; empty for the problem's own start of each seed.</summary>
    public required double[] GivenStart { get; init; }

    /// <summary>The run that was made.</summary>
    public required RunReport Run { get; init; }

    /// <summary>Updates of a run that is compared with it: as many, unless it broke off by diverging.</summary>
    public int Length => Run.Verdict == Verdict.Diverged ? Plan.Steps : Run.Steps;

    /// <summary>Parameters that the run began with.</summary>
    public required double[] Start { get; init; }

    /// <summary>Time for the whole probe.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>What tells the time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>How much work a question may plan for.</summary>
    public required Workload Workload { get; init; }

    /// <summary>How sharp its end is; null when that could not be measured.</summary>
    public required CurvatureReport? Curvature { get; init; }

    /// <summary>Hears how the work goes.</summary>
    public Action<ProbeProgress>? Progress { get; init; }
}

/// <summary>Shares a budget out between questions: each may take an even part of what is left, and what it leaves goes to the next ones.</summary>
/// <param name="budget">Time for everything.</param>
/// <param name="questions">What is asked beyond the run.</param>
/// <param name="time">What tells the time.</param>
/// <param name="cancellation">Ends everything early.</param>
internal sealed class BudgetClock(TimeSpan budget, ProbeQuestions questions, TimeProvider time, CancellationToken cancellation)
{
    /// <summary>The run itself comes first, and its curvature is what most questions build on.</summary>
    private const double RunShare = 0.4;

    /// <summary>Pictures come on top, so that the numbers are the same with them and without.</summary>
    private const double PictureShare = 0.15;

    /// <summary>Share of the budget after which nothing is evaluated any more, whatever is left half done.</summary>
    private const double HardShare = 1.05;

    private readonly ElapsedTime _elapsed = new(time);
    private int _waiting = CountOf(questions);

    /// <summary>Time for the run.</summary>
    public TimeSpan ForTheRun => _waiting == 0 ? budget : budget * RunShare;

    /// <summary>An even part of the time that is not the run's: what a question may plan for, whatever the run really took.</summary>
    public TimeSpan NominalShare { get; } = budget * (1 - RunShare) / Math.Max(1, CountOf(questions));

    /// <summary>The time at which everything ends, for measurements that do not look at their own deadline often enough; pictures come on top.</summary>
    public Deadline HardStop() => new((budget * HardShare) - _elapsed.Value, time, CancellationToken.None);

    /// <summary>True when the budget is used up.</summary>
    public bool IsOver => _elapsed.Value >= budget;

    /// <summary>A deadline for the next question, ended early with the whole probe.</summary>
    public Deadline Next() => EndingAfter((budget - _elapsed.Value) / Math.Max(1, _waiting--));

    /// <summary>A deadline for drawing, after all questions: what they left, and at least a fixed part of the budget.</summary>
    public Deadline ForPictures()
    {
        var left = budget - _elapsed.Value;
        return EndingAfter(left > budget * PictureShare ? left : budget * PictureShare);
    }

    private static int CountOf(ProbeQuestions questions) => BitOperations.PopCount((uint)(questions & ~ProbeQuestions.Surfaces));

    private Deadline EndingAfter(TimeSpan share) => new(share, time, cancellation);
}
