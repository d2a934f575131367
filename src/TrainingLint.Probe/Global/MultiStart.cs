using System.Collections.Generic;

namespace TrainingLint.Probe.Global;

/// <summary>Descends from many of the problem's own starts: the plainest way to see how many minima there are and how often each is found.</summary>
internal static class MultiStart
{
    /// <summary>Every end of a descent, in the order of the starts.</summary>
    /// <param name="objective">What is minimised; a descent that it cuts short is left out.</param>
    /// <param name="mostStarts">Descents, at most.</param>
    /// <param name="seed">Seed of the first start; each next one adds 1.</param>
    public static IReadOnlyList<Candidate> Run(Objective objective, int mostStarts, int seed)
    {
        var ends = new List<Candidate>();
        for (var start = 0; start < mostStarts && !objective.IsSpent; start++)
        {
            var end = LocalDescent.Run(objective, objective.Start(unchecked(seed + start)));
            if (!objective.IsSpent || ends.Count == 0)
            {
                ends.Add(end);
            }
        }

        return ends;
    }
}
