using System;
using System.Linq;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Global;

/// <summary>
/// Differential evolution, scheme rand/1/bin (Storn and Price 1997): each member of a population is challenged by a mixture of itself with a
/// third member moved by the difference of two others, so that steps shrink as the population gathers.
/// </summary>
internal static class DifferentialEvolution
{
    private const int MembersPerParameter = 5;
    private const int FewestMembers = 20;
    private const int MostMembers = 100;
    private const double Crossover = 0.9;
    private const double LeastFactor = 0.5;
    private const double MostFactor = 1.0;

    /// <summary>The best member when the objective is spent.</summary>
    /// <param name="objective">What is minimised; its limit decides the number of generations.</param>
    /// <param name="seed">Seed of the population and of its mixing.</param>
    public static Candidate Run(Objective objective, int seed)
    {
        var random = new RandomNumbers(seed, RandomStream.Directions);
        var members = Enumerable.Range(0, Math.Clamp(MembersPerParameter * objective.Size, FewestMembers, MostMembers))
            .Select(i => objective.Start(unchecked(seed + i)))
            .Select(point => new Candidate(point, objective.Value(point)))
            .ToArray();
        while (!objective.IsSpent)
        {
            // A factor drawn anew for each generation ("dither") keeps the population from getting stuck in a pattern.
            var factor = LeastFactor + ((MostFactor - LeastFactor) * random.NextUniform());
            for (var i = 0; i < members.Length && !objective.IsSpent; i++)
            {
                var challenger = Challenger(members, i, factor, random);
                var loss = objective.Value(challenger);
                members[i] = loss <= members[i].Loss ? new Candidate(challenger, loss) : members[i];
            }
        }

        return members.MinBy(member => member.Loss)!;
    }

    private static double[] Challenger(Candidate[] members, int target, double factor, RandomNumbers random)
    {
        var (a, b, c) = Others(members.Length, target, random);
        var challenger = (double[])members[target].Point.Clone();
        var certain = random.NextIndex(challenger.Length);
        for (var j = 0; j < challenger.Length; j++)
        {
            if (j == certain || random.NextUniform() < Crossover)
            {
                challenger[j] = members[a].Point[j] + (factor * (members[b].Point[j] - members[c].Point[j]));
            }
        }

        return challenger;
    }

    /// <summary>Three different members, none of them the target.</summary>
    private static (int A, int B, int C) Others(int count, int target, RandomNumbers random)
    {
        int a, b, c;
        do
        {
            a = random.NextIndex(count);
        }
        while (a == target);
        do
        {
            b = random.NextIndex(count);
        }
        while (b == target || b == a);
        do
        {
            c = random.NextIndex(count);
        }
        while (c == target || c == a || c == b);
        return (a, b, c);
    }
}
