using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Reports;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>A sweep or a part of one: who it is, and an entry for each unit that is done.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Shard">The share of the job that wrote it.</param>
/// <param name="Entries">The entries, in the order of their units.</param>
internal sealed record SweepDocument(SweepIdentity Sweep, Shard Shard, IReadOnlyList<SweepEntry> Entries)
{
    private const string Wanted = "what is wanted is the JSON of 'traininglint probe sweep'";

    /// <summary>Units of this share that are not done, in order.</summary>
    public IReadOnlyList<int> Missing
    {
        get
        {
            var done = Entries.Select(entry => entry.Number).ToHashSet();
            return [.. Enumerable.Range(0, Sweep.Units).Where(unit => Shard.Owns(unit) && !done.Contains(unit))];
        }
    }

    /// <summary>True for a whole sweep, of which nothing is missing.</summary>
    public bool IsWhole => Shard.Count == 1 && Entries.Count == Sweep.Units;

    /// <summary>The recipes with what their runs came to, in order; only those that have an entry.</summary>
    public IReadOnlyList<RecipeSummary> Summaries => [.. Entries
        .GroupBy(entry => entry.Number / Sweep.Seeds)
        .Select(group => RecipeSummary.Of(Sweep.Recipes[group.Key], [.. group]))];

    /// <summary>Reads a part.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="shown">The path as the user wrote it.</param>
    /// <exception cref="UsageException">The file cannot be read or is no part.</exception>
    public static SweepDocument Read(string path, string shown)
    {
        try
        {
            var json = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            var version = json.GetProperty("version").GetInt32();
            if (version != JsonOutput.Version)
            {
                throw new UsageException(FormattableString.Invariant($"'{shown}' is of version {version}, and this tool joins version {JsonOutput.Version}; run its share of the sweep again."));
            }

            var sweep = SweepIdentity.Read(json.GetProperty("sweep"));
            var shard = json.TryGetProperty("shard", out var share) ? ShardOf(share) : Shard.Whole;
            return new SweepDocument(sweep, shard, EntriesOf(json, sweep, shard));
        }
        catch (JsonException failure)
        {
            throw new UsageException(FormattableString.Invariant($"'{shown}' is no part of a sweep: line {failure.LineNumber + 1} is not JSON; {Wanted}."));
        }
        catch (Exception failure) when (failure is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UsageException("'" + shown + "' is no part of a sweep; " + Wanted + ".");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(File.Exists(path)
                ? "the part '" + shown + "' cannot be read; check its permissions."
                : "there is no part '" + shown + "'; check the path, and whether its job has written it.");
        }
    }

    private static Shard ShardOf(JsonElement json)
    {
        var (index, count) = (json.GetProperty("index").GetInt32(), json.GetProperty("count").GetInt32());
        return index >= 1 && index <= count ? new Shard(index, count) : throw new FormatException("there is no such share");
    }

    private static SweepEntry[] EntriesOf(JsonElement json, SweepIdentity sweep, Shard shard)
    {
        var entries = json.GetProperty("entries").EnumerateArray().Select(entry => SweepEntry.Read(entry, sweep)).ToArray();
        for (var i = 0; i < entries.Length; i++)
        {
            if (!shard.Owns(entries[i].Number) || (i > 0 && entries[i].Number <= entries[i - 1].Number))
            {
                throw new FormatException("the entries are not those of the share, in order");
            }
        }

        return entries;
    }
}
