using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>What one unit of a sweep came to, as it is written; everything that is said of a sweep is read from this.</summary>
internal sealed class SweepEntry
{
    private SweepEntry(int number, JsonElement json) => (Number, Json) = (number, json);

    /// <summary>The number of its unit.</summary>
    public int Number { get; }

    /// <summary>The entry as it is written.</summary>
    public JsonElement Json { get; }

    /// <summary>Why its recipe cannot be run; null when it can.</summary>
    public string? NotRun => Json.TryGetProperty("notRun", out var reason) ? reason.GetString() : null;

    /// <summary>What went wrong in the problem; null when nothing did.</summary>
    public string? Failed => Json.TryGetProperty("failed", out var reason) ? reason.GetString() : null;

    /// <summary>True when there was a run.</summary>
    public bool HasRun => Json.TryGetProperty("run", out _);

    /// <summary>Its seed.</summary>
    public int Seed => Json.GetProperty("seed").GetInt32();

    /// <summary>Where the run ended.</summary>
    public string Verdict => Json.GetProperty("run").GetProperty("verdict").GetString()!;

    /// <summary>Loss at the end; null for a run that diverged.</summary>
    public double? FinalLoss =>
        Verdict != ProbeNames.Of(TrainingLint.Probe.Verdicts.Verdict.Diverged)
            && Json.GetProperty("run").TryGetProperty("finalLoss", out var loss) ? loss.GetDouble() : null;

    /// <summary>True when a reviewer should know of the run.</summary>
    public bool IsRisky => Json.GetProperty("risks").GetArrayLength() > 0;

    /// <summary>The stability limit over the rate, step by step; empty where no limit was measured.</summary>
    public IReadOnlyList<double> Margins => Json.GetProperty("stability").TryGetProperty("margins", out var margins)
        ? [.. margins.EnumerateArray().Select(margin => margin.GetDouble())]
        : [];

    /// <summary>Understands a written entry.</summary>
    /// <exception cref="InvalidOperationException">A member is of another kind than it must be, or the entry is not of its unit.</exception>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="FormatException">A number is out of range.</exception>
    public static SweepEntry Read(JsonElement json, SweepIdentity sweep)
    {
        var number = json.GetProperty("unit").GetInt32();
        if (number < 0 || number >= sweep.Units)
        {
            throw new FormatException("the sweep has no such unit");
        }

        var unit = sweep.Unit(number);
        var entry = new SweepEntry(number, json);
        if (json.GetProperty("file").GetString() != unit.Recipe.File || json.GetProperty("recipe").GetString() != unit.Recipe.Name
            || entry.Seed != unit.Seed)
        {
            throw new InvalidOperationException("the entry is of another unit");
        }

        entry.RequireOutcome();
        return entry;
    }

    private void RequireOutcome()
    {
        if (!HasRun)
        {
            _ = NotRun ?? Failed ?? throw new KeyNotFoundException("the entry has no outcome");
            return;
        }

        _ = (FinalLoss, IsRisky, Margins);
        if (!Enum.GetValues<Verdict>().Any(verdict => ProbeNames.Of(verdict) == Verdict))
        {
            throw new InvalidOperationException("there is no such verdict");
        }
    }
}
