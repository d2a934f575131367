using System;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe;

/// <summary>
/// Takes fewer samples where a gradient over all of them would use a large part of the budget: a budget cannot end what is under way, and a
/// probe needs many such gradients. Planned from sizes alone, so that the same call does the same on every machine.
/// </summary>
public static class AffordableSamples
{
    /// <summary>Gradients over all samples that a probe should at least have time for.</summary>
    private const int FewestGradients = 20;

    /// <summary>A loss over fewer samples says little about the others.</summary>
    private const int FewestSamples = 64;

    /// <summary>The experiment, on fewer samples if it must be; it then says so.</summary>
    public static ProbeOptions Of(ProbeOptions options)
    {
        if (options.Problem is not IHasFewerSamples problem)
        {
            return options;
        }

        var workload = new Workload(new GuardedProblem(problem), options.Budget);
        var all = problem.SampleCount;
        var perGradient = workload.Available / FewestGradients;
        if (workload.OfUpdate(all) <= perGradient)
        {
            return options;
        }

        var affordable = (int)Math.Max(Math.Min(all, FewestSamples), all * perGradient / workload.OfUpdate(all));
        return affordable >= all ? options : options with
        {
            Problem = problem.WithSamples(affordable),
            BatchSize = options.BatchSize < affordable ? options.BatchSize : 0,
            Assumptions = [.. options.Assumptions, FormattableString.Invariant($"of {all} samples {affordable} are used: one gradient over all of them would take more than a twentieth of the budget")],
        };
    }
}
