using System.Collections.Generic;
using System.Threading;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Remedies;

/// <summary>Tries each unusual setting of a recipe with its usual value: one whole run each.</summary>
internal static class SettingTrials
{
    /// <summary>The trials that the planned work allows, in the order of <see cref="UnusualSettings"/>.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="plan">The recipe.</param>
    /// <param name="seed">Seed of its run.</param>
    /// <param name="start">Given weights; empty for the problem's own.</param>
    /// <param name="updates">Updates that may be spent.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static IReadOnlyList<SettingTrial> Run(GuardedProblem problem, TrainingPlan plan, int seed, double[] start, double updates,
        CancellationToken cancellation)
    {
        var trials = new List<SettingTrial>();
        foreach (var variant in UnusualSettings.Of(plan, problem.Inner))
        {
            updates -= plan.Steps;
            if (updates < 0 || cancellation.IsCancellationRequested)
            {
                break;
            }

            var subject = variant.Problem is { } other ? new GuardedProblem(other) { HardStop = problem.HardStop } : problem;
            var trainer = new Trainer(subject, variant.Plan, seed, variant.Problem is null ? start : []);
            trainer.Finish(cancellation);
            if (trainer.IsDone)
            {
                var loss = trainer.HasDiverged ? double.PositiveInfinity
                    : subject.Evaluate(trainer.Parameters, SampleSet.All(subject.SampleCount), default);
                trials.Add(new(variant.Setting, variant.Instead, double.IsFinite(loss) ? loss : double.PositiveInfinity));
            }
        }

        return trials;
    }
}
