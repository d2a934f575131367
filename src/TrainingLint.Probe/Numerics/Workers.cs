using System;
using System.Threading.Tasks;

namespace TrainingLint.Probe.Numerics;

/// <summary>
/// Threads of a measurement. Work is cut into parts by its size alone and results are joined in the order of the parts,
/// so that the same seed gives the same bytes on any machine with the same vector width.
/// </summary>
internal static class Workers
{
    /// <summary>How many threads work at once; for tests and for users who share a machine.</summary>
    public static int Count { get; set; } = Environment.ProcessorCount;

    /// <summary>Runs all parts, in any order.</summary>
    public static void Run(int parts, Action<int> part)
    {
        if (parts == 1 || Count == 1)
        {
            for (var i = 0; i < parts; i++)
            {
                part(i);
            }

            return;
        }

        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = Count }, part);
    }
}
