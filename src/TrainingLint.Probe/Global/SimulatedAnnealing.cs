using System;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Global;

/// <summary>
/// Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983): a random walk that always goes down and sometimes up, less and less often. The
/// temperature falls geometrically from the spread of losses among starts; steps are kept so long that a third of them is accepted.
/// </summary>
internal static class SimulatedAnnealing
{
    private const int Starts = 20;
    private const double LastTemperature = 1e-6;
    private const double WantedAcceptance = 1.0 / 3;
    private const double StepGrowth = 1.02;

    /// <summary>The best point of the walk, from the best of a few starts; infinite loss when there was no time for any.</summary>
    /// <param name="objective">What is minimised; its limit is the length of the cooling.</param>
    /// <param name="seed">Seed of the starts and of the walk.</param>
    public static Candidate Run(Objective objective, int seed)
    {
        var random = new RandomNumbers(seed, RandomStream.Directions);
        var starts = Enumerable.Range(0, Starts).Select(i => objective.Start(unchecked(seed + i))).Select(point => new Candidate(point,
            objective.Value(point))).OrderBy(start => start.Loss).ToArray();
        var here = starts[0];
        var best = here;
        var (hot, step) = (Spread(starts), 1.0);
        while (!objective.IsSpent)
        {
            var temperature = hot * Math.Pow(LastTemperature, objective.Progress);
            var moved = Moved(here.Point, step, random);
            var next = new Candidate(moved, objective.Value(moved));
            var accepted = next.Loss <= here.Loss || random.NextUniform() < Math.Exp((here.Loss - next.Loss) / temperature);

            // In balance when a third is accepted: two small shrinkings undo one growth.
            step *= accepted ? Math.Pow(StepGrowth, (1 - WantedAcceptance) / WantedAcceptance) : 1 / StepGrowth;
            here = accepted ? next : here;
            best = here.Loss < best.Loss ? here : best;
        }

        return best;
    }

    private static double Spread(Candidate[] starts)
    {
        var losses = starts.Select(start => start.Loss).Where(double.IsFinite).DefaultIfEmpty(1).ToArray();
        var spread = losses.Max() - losses.Min();
        return spread > 0 ? spread : Math.Max(1, Math.Abs(losses[0]));
    }

    private static double[] Moved(double[] point, double step, RandomNumbers random)
    {
        var moved = (double[])point.Clone();
        moved[random.NextIndex(moved.Length)] += step * random.NextNormal();
        return moved;
    }
}
