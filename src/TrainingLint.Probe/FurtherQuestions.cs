using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Problems;

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
            Run = result.Run,
            Start = StartOf(options, problem),
            Budget = options.Budget,
            Workload = new Workload(problem, clock.NominalShare),
            Curvature = result.Curvature,
            Progress = options.Progress,
        };
        if (options.Questions.HasFlag(ProbeQuestions.Escape))
        {
            using var deadline = clock.Next();
            result = result with { Escape = EscapeMeasurement.Measure(subject, deadline.Token) };
        }

        if (options.Questions.HasFlag(ProbeQuestions.GlobalPicture))
        {
            using var deadline = clock.Next();
            result = result with { Global = GlobalMeasurement.Measure(subject, deadline.Token) };
        }

        return result with { Risks = [.. result.Risks, .. PoorMinimum(result)] };
    }

    /// <summary>A lower minimum is a risk where the recipe does not leave its own by itself.</summary>
    private static string[] PoorMinimum(ProbeResult result) =>
        result.Global is { Verdict: GlobalVerdict.PoorMinimum } picture && result.Escape?.Verdict != EscapeVerdict.Leaves
            ? ["the run ended in a poor minimum: " + picture.Evidence]
            : [];

    private static double[] StartOf(ProbeOptions options, GuardedProblem problem)
    {
        if (options.Weights is { } weights)
        {
            return [.. weights];
        }

        var start = new double[problem.ParameterCount];
        problem.Initialize(options.Seed, start);
        return start;
    }
}
