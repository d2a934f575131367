using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>A part and the file that it was read from.</summary>
/// <param name="Shown">The path as the user wrote it.</param>
/// <param name="Document">The part.</param>
internal sealed record SweepPart(string Shown, SweepDocument Document);

/// <summary>Joins the parts of a sweep into what one job would have written.</summary>
internal static class SweepMerge
{
    private const int MostNamed = 10;

    /// <summary>Joins parts.</summary>
    /// <param name="parts">At least one, in any order. A unit may stand in several of them, as long as they agree.</param>
    /// <exception cref="UsageException">The parts are of different sweeps, contradict each other, or leave something out.</exception>
    public static SweepDocument Join(IReadOnlyList<SweepPart> parts)
    {
        var first = parts[0];
        var found = new Dictionary<int, (SweepEntry Entry, SweepPart Part)>();
        foreach (var part in parts)
        {
            if (part.Document.Sweep.DifferenceFrom(first.Document.Sweep) is { } difference)
            {
                throw new UsageException("'" + part.Shown + "' is a part of another sweep than '" + first.Shown + "': it has " + difference + "; join the parts of one sweep only.");
            }

            foreach (var entry in part.Document.Entries)
            {
                if (found.TryGetValue(entry.Number, out var other) && !JsonElement.DeepEquals(entry.Json, other.Entry.Json))
                {
                    throw new UsageException("'" + part.Shown + "' and '" + other.Part.Shown + "' say different things of " + Describe(first.Document.Sweep, entry.Number) + "; leave one of them out, or run that share again.");
                }

                found.TryAdd(entry.Number, (entry, part));
            }
        }

        var sweep = first.Document.Sweep;
        var missing = Enumerable.Range(0, sweep.Units).Where(unit => !found.ContainsKey(unit)).ToArray();
        return missing.Length == 0
            ? new SweepDocument(sweep, Shard.Whole, [.. Enumerable.Range(0, sweep.Units).Select(unit => found[unit].Entry)])
            : throw new UsageException("the parts do not make a whole sweep: " + Lacking(parts, sweep, missing) + ".");
    }

    /// <summary>What is missing: shares of which there is no part, and units that a part should have.</summary>
    private static string Lacking(IReadOnlyList<SweepPart> parts, SweepIdentity sweep, int[] missing)
    {
        var lacking = new List<string>();
        var left = missing.ToHashSet();
        foreach (var part in parts)
        {
            var gaps = part.Document.Missing.Where(left.Remove).ToArray();
            if (gaps.Length > 0)
            {
                lacking.Add("'" + part.Shown + "' was interrupted and lacks " + Units(sweep, gaps));
            }
        }

        if (left.Count > 0)
        {
            var counts = parts.Select(part => part.Document.Shard.Count).Distinct().ToArray();
            lacking.Add(counts.Length == 1
                ? "there is no part for " + Shares(counts[0], left)
                : "there is no part for " + Units(sweep, [.. left.Order()]));
        }

        return string.Join("; ", lacking);
    }

    private static string Shares(int count, IEnumerable<int> units)
    {
        var indices = units.Select(unit => (unit % count) + 1).Distinct().Order().ToArray();
        return (indices.Length == 1 ? "shard " : "shards ") + Named(indices) + FormattableString.Invariant($" of {count}");
    }

    private static string Units(SweepIdentity sweep, int[] units) => units.Length == 1 ? Describe(sweep, units[0]) : "units " + Named(units);

    private static string Named(int[] numbers)
    {
        var named = string.Join(", ",
            numbers.Take(MostNamed).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return numbers.Length > MostNamed ? named + FormattableString.Invariant($" and {numbers.Length - MostNamed} more") : named;
    }

    private static string Describe(SweepIdentity sweep, int number)
    {
        var unit = sweep.Unit(number);
        return FormattableString.Invariant($"unit {number} ({unit.Recipe.Title}, seed {unit.Seed})");
    }
}
