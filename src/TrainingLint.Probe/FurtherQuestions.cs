using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Agreement;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Generalization;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Surfaces;

namespace TrainingLint.Probe;

/// <summary>Answers what was asked beyond the one run, in a fixed order; each question adds its own report to the result.</summary>
internal static class FurtherQuestions
{
    public static ProbeResult Answer(ProbeOptions options, ProbeResult result, BudgetClock clock)
    {
        var problem = new GuardedProblem(options.Problem);
        var subject = new ProbeSubject
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
        if (options.Questions.HasFlag(ProbeQuestions.Agreement) && options.Seeds > 1)
        {
            using var deadline = clock.Next();
            result = result with { Agreement = AgreementQuestion.Ask(subject, options.Seeds, deadline.Token) };
        }

        if (options.Questions.HasFlag(ProbeQuestions.Escape))
        {
            using var deadline = clock.Next();
            result = result with { Escape = EscapeMeasurement.Measure(subject, deadline.Token) };
        }

        if (options.Questions.HasFlag(ProbeQuestions.Generalization))
        {
            using var deadline = clock.Next();
            result = result with { Generalization = GeneralizationQuestion.Ask(subject, Math.Max(1, options.Seeds), deadline.Token) };
        }

        if (options.Questions.HasFlag(ProbeQuestions.GlobalPicture))
        {
            using var deadline = clock.Next();
            result = result with { Global = GlobalMeasurement.Measure(subject, deadline.Token) };
        }

        if (options.Questions.HasFlag(ProbeQuestions.Surfaces))
        {
            using var deadline = clock.ForPictures();
            result = result with { Surfaces = SurfaceQuestion.Answer(subject, OtherEnds(result), deadline.Token) };
        }

        return result with { Risks = [.. result.Risks, .. PoorMinimum(result)] };
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
