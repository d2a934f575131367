using System;
using System.Globalization;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>The share of one job in a sweep: every unit whose number leaves its index when divided by the number of jobs.</summary>
/// <param name="Index">Which job, from 1.</param>
/// <param name="Count">How many jobs, from 1.</param>
internal sealed record Shard(int Index, int Count)
{
    /// <summary>A sweep in one piece.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>True for the unit of this number (from 0) when it is this job's.</summary>
    public bool Owns(int unit) => unit % Count == Index - 1;

    /// <summary>Reads a share such as <c>2/4</c>.</summary>
    public static Shard Parse(string written)
    {
        var parts = written.Split('/');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && index >= 1 && index <= count
                ? new Shard(index, count)
                : throw new UsageException("--shard wants i/n with i from 1 to n, such as 2/4 for the second of four jobs, not '" + written + "'.");
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Index} of {Count}");
}
