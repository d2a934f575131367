using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Questions;
using TrainingLint.Probe.Surfaces;

namespace TrainingLint.Probe;

/// <summary>Answers what was asked beyond the one run, in a fixed order; each question adds its own report to the result.</summary>
internal static class FurtherQuestions
{
    public static ProbeResult Answer(ProbeOptions options, ProbeResult result, BudgetClock clock, CancellationToken hardStop)
    {
        var subject = SubjectOf(options, result, clock, hardStop);
        var asked = new AskedProbe(subject, options.Seeds, options.IsPartOfALongRun);
        foreach (var question in ProbeQuestionCatalogue.All.Where(question => options.Questions.HasFlag(question.Flag)))
        {
            result = Ask(question, asked, result, clock, hardStop);
        }

        if (options.Questions.HasFlag(ProbeQuestions.Surfaces))
        {
            using var deadline = clock.ForPictures();
            var unhurried = subject with { Problem = new GuardedProblem(options.Problem) };
            result = result with { Surfaces = SurfaceQuestion.Answer(unhurried, OtherEnds(result), deadline.Token) };
        }

        return result with { Risks = [.. result.Risks, .. PoorMinimum(result)] };
    }

    private static ProbeResult Ask(IProbeQuestion question, AskedProbe asked, ProbeResult result, BudgetClock clock,
        CancellationToken hardStop)
    {
        using var deadline = clock.Next();
        try
        {
            return clock.IsOver ? result with { IsPartial = true } : question.Answer(asked, result, deadline.Token);
        }
        catch (OperationCanceledException) when (hardStop.IsCancellationRequested)
        {
            return result with { IsPartial = true };
        }
    }

    private static ProbeSubject SubjectOf(ProbeOptions options, ProbeResult result, BudgetClock clock, CancellationToken hardStop)
    {
        var problem = new GuardedProblem(options.Problem) { HardStop = hardStop };
        return new ProbeSubject
        {
            Problem = problem,
            Plan = options.Plan,
            GivenStart = options.Weights is { } weights ? [.. weights] : [],
            Run = result.Run,
            Start = options.StartOf(problem),
            Budget = options.Budget,
            Clock = options.Clock,
            Workload = new Workload(problem, clock.NominalShare),
            Curvature = result.Curvature,
            Progress = options.Progress,
        };
    }

    /// <summary>A lower minimum is a risk where the recipe does not leave its own by itself.</summary>
    private static string[] PoorMinimum(ProbeResult result) =>
        result.Global is { Verdict: GlobalVerdict.PoorMinimum } picture && result.Escape?.Verdict != EscapeVerdict.Leaves
            ? ["the run ended in a poor minimum: " + picture.Evidence]
            : [];

    /// <summary>Ends of the runs that were compared with the first.</summary>
    private static List<(int Seed, IReadOnlyList<double> Parameters)> OtherEnds(ProbeResult result) =>
        [.. (result.Agreement?.Runs ?? []).Skip(1).Where(run => !run.HasDiverged).Select(run => (run.Seed, run.Parameters))];
}
