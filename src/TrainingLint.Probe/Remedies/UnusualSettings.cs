using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Remedies;

/// <summary>
/// Settings far outside of what recipes have, each with its usual value. That one is unusual proves nothing: it is tried both ways, and only
/// what the runs show counts.
/// </summary>
internal static class UnusualSettings
{
    private const double MostMomentum = 0.97;
    private const double UsualMomentum = 0.9;
    private const double LeastBeta2 = 0.9;
    private const double MostEpsilon = 1e-3;
    private const double LeastClipNorm = 1e-2;
    private const double LeastClipValue = 1e-3;

    /// <summary>Decay within the gradient is 1e-5 to 1e-2 in published recipes.</summary>
    private const double MostCoupledDecay = 0.05;

    /// <summary>Weights that shrink by more than this share with each update keep nothing of what is learned.</summary>
    private const double MostShrinking = 3e-3;

    /// <summary>A schedule whose rates add up to less than this share of steps at the peak ends the learning when it has hardly begun.</summary>
    private const double LeastWork = 0.05;

    /// <summary>A rate that ends this many times as high as it began, at its peak, grows.</summary>
    private const double Growth = 10;

    /// <summary>Part of a run after which a peak is no warmup's end any more.</summary>
    private const double LateShare = 0.9;

    /// <summary>What to try; empty for a recipe with nothing unusual.</summary>
    public static IReadOnlyList<Variant> Of(TrainingPlan plan, IProblem problem) =>
        [.. Averages(plan), .. Brakes(plan), .. Courses(plan), .. Starts(plan, problem)];

    // What the optimizer remembers of earlier gradients.
    private static IEnumerable<Variant> Averages(TrainingPlan plan)
    {
        var settings = plan.Optimizer;
        var usual = OptimizerSettings.Of(settings.Kind);
        if (settings.HasVelocity && settings.Momentum > MostMomentum)
        {
            yield return With(plan, FormattableString.Invariant($"momentum {settings.Momentum}"), UsualMomentum,
                settings with { Momentum = UsualMomentum });
        }

        if (!settings.HasVelocity && settings.Memory > MostMomentum)
        {
            yield return With(plan, FormattableString.Invariant($"beta1 {settings.Beta1}"), UsualMomentum,
                settings with { Beta1 = UsualMomentum });
        }

        if (settings.Beta2 < LeastBeta2)
        {
            yield return With(plan, FormattableString.Invariant($"beta2 {settings.Beta2}"), usual.Beta2, settings with { Beta2 = usual.Beta2 });
        }
    }

    // What keeps its steps small.
    private static IEnumerable<Variant> Brakes(TrainingPlan plan)
    {
        var settings = plan.Optimizer;
        var usual = OptimizerSettings.Of(settings.Kind);
        if (settings.Epsilon > MostEpsilon)
        {
            yield return With(plan, FormattableString.Invariant($"epsilon {settings.Epsilon}"), usual.Epsilon,
                settings with { Epsilon = usual.Epsilon });
        }

        if (settings.WeightDecay > MostCoupledDecay
            && (!settings.DecouplesDecay || settings.WeightDecay * plan.FittedSchedule.Peak > MostShrinking))
        {
            yield return With(plan, FormattableString.Invariant($"weight decay {settings.WeightDecay}"), 0, settings with { WeightDecay = 0 });
        }

        if (settings.ClipNorm < LeastClipNorm)
        {
            yield return new(FormattableString.Invariant($"gradients clipped to a norm of {settings.ClipNorm}"), "1",
                plan with { Optimizer = settings with { ClipNorm = 1 } }, null);
        }

        if (settings.ClipValue < LeastClipValue)
        {
            yield return new(FormattableString.Invariant($"gradients clipped at {settings.ClipValue}"), "none",
                plan with { Optimizer = settings with { ClipValue = null } }, null);
        }
    }

    private static Variant With(TrainingPlan plan, string setting, double instead, OptimizerSettings changed) =>
        new(setting, FormattableString.Invariant($"{instead}"), plan with { Optimizer = changed }, null);

    private static IEnumerable<Variant> Courses(TrainingPlan plan)
    {
        var (course, steps) = (plan.FittedSchedule, plan.Steps);
        var work = Enumerable.Range(0, steps).Sum(step => course.At(step)) / (course.Peak * steps);
        if (work < LeastWork)
        {
            yield return new(FormattableString.Invariant($"a schedule that does {(100 * work).Rounded(2)} % of the work of its peak rate"), "a rate held at the peak",
                plan with { Schedule = LearningRateSchedule.Constant(steps, course.Peak) }, null);
        }

        if (course.PeakStep >= LateShare * (steps - 1) && course.At(0) > 0 && course.Peak > Growth * course.At(0))
        {
            yield return new(FormattableString.Invariant($"a rate that grows {(course.Peak / course.At(0)).Rounded(3)} times over the run"),
                FormattableString.Invariant($"one held at {course.At(0).Rounded(3)}"),
                plan with { Schedule = LearningRateSchedule.Constant(steps, course.At(0)) }, null);
        }
    }

    private static IEnumerable<Variant> Starts(TrainingPlan plan, IProblem problem)
    {
        if (problem is DigitsPerceptron { Initialization: Initialization.Constant } alike)
        {
            yield return new("weights that are all alike at the start", "random ones", plan, alike.StartingWith(Initialization.Torch, alike.Activation));
        }
    }

    /// <summary>One setting made usual.</summary>
    /// <param name="Setting">As it is.</param>
    /// <param name="Instead">What is tried.</param>
    /// <param name="Plan">The plan with it.</param>
    /// <param name="Problem">The problem with it, where the setting is one of the problem.</param>
    internal sealed record Variant(string Setting, string Instead, TrainingPlan Plan, IProblem? Problem);
}
