using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Forecasts;

/// <summary>Measures how near Adam is to the limit that its own memory sets, and tries a shorter memory.</summary>
internal static class MemoryLimit
{
    /// <summary>Updates beyond Adam's first memory within which a jump still follows from its second.</summary>
    private const int FurtherLead = 50;

    private static readonly double[] ShorterMemories = [0.99, 0.95];

    /// <summary>True for rules whose limit is known in closed form.</summary>
    public static bool Applies(OptimizerSettings settings) => settings.Kind is OptimizerKind.Adam or OptimizerKind.AdamW;

    /// <summary>Updates within which a jump follows the passing of the limit: 1 / (1 - beta1) + 50.</summary>
    public static int LeadOf(OptimizerSettings settings) => (int)Math.Round(1 / (1 - settings.Beta1)) + FurtherLead;

    /// <summary>
    /// Rate times g' P^-1 H P^-1 g / (g' P^-1 g), over 2 (1 + beta1) / (1 - beta1), with the divisor P of the next update; not a number where
    /// there is no gradient.
    /// </summary>
    /// <param name="hessian">The Hessian where the run is.</param>
    /// <param name="gradient">The gradient there.</param>
    /// <param name="optimizer">The rule with its memory.</param>
    /// <param name="rate">The rate of the next update.</param>
    public static double Ratio(ISymmetricOperator hessian, ReadOnlySpan<double> gradient, Optimizer optimizer, double rate)
    {
        var direction = new double[gradient.Length];
        if (!optimizer.TryGetPreconditioner(direction))
        {
            return double.NaN;
        }

        // Its size cancels out, and where a run has long come to rest its square is no number any more.
        var scaled = new double[gradient.Length];
        TensorPrimitives.Divide(gradient, Math.Abs(TensorPrimitives.MaxMagnitude(gradient)), scaled);
        TensorPrimitives.Divide(scaled, direction, direction);
        var slope = TensorPrimitives.Dot<double>(scaled, direction);
        var product = new double[gradient.Length];
        hessian.Multiply(direction, product);
        var beta1 = optimizer.Settings.Beta1;
        return rate * TensorPrimitives.Dot<double>(direction, product) / slope * (1 - beta1) / (2 * (1 + beta1));
    }

    /// <summary>The same run with shorter memories, as far as updates are left; a run that time cuts is left out.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="plan">How.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="updates">Updates that may be spent.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static IReadOnlyList<ShorterMemoryTrial> Shorten(GuardedProblem problem, TrainingPlan plan, int seed, double[] start,
        double updates, CancellationToken cancellation)
    {
        var trials = new List<ShorterMemoryTrial>();
        foreach (var beta2 in ShorterMemories)
        {
            updates -= plan.Steps;
            if (!(beta2 < plan.Optimizer.Beta2) || updates < 0)
            {
                continue;
            }

            var trainer = new Trainer(problem, plan with { Optimizer = plan.Optimizer with { Beta2 = beta2 } }, seed, start);
            var losses = new List<double>();
            while (!trainer.IsDone && !cancellation.IsCancellationRequested)
            {
                losses.Add(trainer.Step());
            }

            if (trainer.IsDone)
            {
                trials.Add(new ShorterMemoryTrial(beta2, LossJumps.Of(losses, LeadOf(plan.Optimizer)).Count));
            }
        }

        return trials;
    }
}
