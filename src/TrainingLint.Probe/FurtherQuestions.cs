using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Surfaces;

namespace TrainingLint.Probe;

/// <summary>Answers what was asked beyond the one run, in a fixed order; each question adds its own report to the result.</summary>
internal static class FurtherQuestions
{
    public static ProbeResult Answer(ProbeOptions options, ProbeResult result, BudgetClock clock)
    {
        var subject = new ProbeSubject
        {
            Problem = new GuardedProblem(options.Problem),
            Plan = options.Plan,
            Weights = options.Weights,
            Run = result.Run,
            Curvature = result.Curvature,
            Progress = options.Progress,
        };
        if (options.Questions.HasFlag(ProbeQuestions.Surfaces))
        {
            using var deadline = clock.Next();
            result = result with { Surfaces = SurfaceQuestion.Answer(subject, [], deadline.Token) };
        }

        return result;
    }
}
