using System;
using System.Collections.Generic;
using System.Threading;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Stability;

/// <summary>What a sweep of the rate found for one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="BestRate">Rate at the lowest smoothed loss.</param>
/// <param name="SteepestRate">Rate at the steepest fall.</param>
/// <param name="DivergenceRate">Rate at which the smoothed loss passed four times its best; null when it never did.</param>
public sealed record RangeTestRun(int Seed, double BestRate, double SteepestRate, double? DivergenceRate);

/// <summary>
/// The learning-rate range test (Smith 2015, arXiv:1506.01186): the rate grows exponentially until the loss blows up. It overstates what is
/// stable, because the sharp directions have died out before the rate passes their limit and need many steps to grow again; so it stands
/// beside the stability limit and never replaces it.
/// </summary>
public static class RangeTest
{
    private const double DivergenceFactor = 4;
    private const double Smoothing = 0.05;

    /// <summary>Sweeps the rate with fresh parameters and a fresh optimizer; nothing else is touched.</summary>
    public static RangeTestRun Run(IProblem problem, OptimizerSettings settings, int batchSize, int seed, double lowest = 1e-6, double highest = 10, int steps = 100, CancellationToken cancellation = default)
    {
        var parameters = new double[problem.ParameterCount];
        var gradient = new double[problem.ParameterCount];
        problem.Initialize(seed, parameters);
        var optimizer = Optimizer.Create(settings, parameters.Length);
        var batches = new BatchSampler(SampleSet.All(problem.SampleCount), batchSize, seed);
        var losses = new List<double>();
        var (average, best, divergence) = (0.0, double.PositiveInfinity, (double?)null);
        for (var step = 0; step < steps && divergence is null && !cancellation.IsCancellationRequested; step++)
        {
            var rate = RateAt(step, lowest, highest, steps);
            var loss = problem.Evaluate(parameters, batches.Next(), gradient);

            // An average that forgets, corrected for its start.
            average = ((1 - Smoothing) * average) + (Smoothing * loss);
            var smooth = problem.SampleCount == batches.BatchSize ? loss : average / (1 - Math.Pow(1 - Smoothing, step + 1));
            if (!double.IsFinite(smooth) || (step > 0 && best > 0 && smooth > DivergenceFactor * best))
            {
                divergence = rate;
                break;
            }

            losses.Add(smooth);
            best = Math.Min(best, smooth);
            optimizer.Step(parameters, gradient, rate);
        }

        return new RangeTestRun(seed, RateAt(IndexOfLowest(losses), lowest, highest, steps), RateAt(IndexOfSteepest(losses), lowest, highest, steps), divergence);
    }

    private static double RateAt(int step, double lowest, double highest, int steps) =>
        lowest * Math.Pow(highest / lowest, step / Math.Max(1.0, steps - 1));

    private static int IndexOfLowest(List<double> losses)
    {
        var best = 0;
        for (var i = 1; i < losses.Count; i++)
        {
            best = losses[i] < losses[best] ? i : best;
        }

        return best;
    }

    private static int IndexOfSteepest(List<double> losses)
    {
        var steepest = 0;
        for (var i = 1; i < losses.Count - 1; i++)
        {
            steepest = losses[i + 1] - losses[i] < losses[steepest + 1] - losses[steepest] ? i : steepest;
        }

        return steepest;
    }
}
