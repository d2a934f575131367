using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.Json;
using System.Threading;
using TrainingLint.Cli.Probing.Reports;
using TrainingLint.Cli.Reports;
using TrainingLint.Probe;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Guards;

namespace TrainingLint.Cli.Probing.Sweeps;

/// <summary>Runs the units of one share of a sweep, in order. Nothing in an entry depends on the clock, the machine's load or its threads.</summary>
internal sealed class SweepRun(SweepPlan plan, Action<ProbeProgress> progress, CancellationToken stop)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>True when an entry holds a defect of the tool.</summary>
    public bool HasDefect { get; private set; }

    /// <summary>The failure after which no further unit can be run, because the process behind the problem is gone; null without one.</summary>
    public ProblemFailureException? EndedBy { get; private set; }

    /// <summary>Runs a share; when it is stopped or cannot go on, what is done by then is kept.</summary>
    /// <exception cref="UsageException">This machine cannot measure the problem.</exception>
    public SweepDocument Run(Shard shard)
    {
        var sweep = plan.Identity;
        var units = Enumerable.Range(0, sweep.Units).Where(shard.Owns).Select(sweep.Unit).ToArray();
        var entries = new List<SweepEntry>();
        foreach (var unit in units)
        {
            if (stop.IsCancellationRequested || Entry(unit, step => Report(unit, entries.Count, units.Length, step)) is not { } entry)
            {
                break;
            }

            entries.Add(entry);
        }

        return new SweepDocument(sweep, shard, entries);
    }

    private void Report(SweepUnit unit, int done, int all, ProbeProgress step) =>
        progress(new ProbeProgress(FormattableString.Invariant($"{unit.Recipe.Title} with seed {unit.Seed}, units"), done, all, step.Loss, _watch.Elapsed));

    /// <summary>The entry of a unit; null when it was stopped before it was done.</summary>
    private SweepEntry? Entry(SweepUnit unit, Action<ProbeProgress> report)
    {
        Action<Utf8JsonWriter>? outcome;
        try
        {
            outcome = Outcome(unit, report);
        }
        catch (ProblemFailureException failure) when (failure.InnerException is BridgeException { Failure: not BridgeFailure.Problem })
        {
            EndedBy = failure;
            return null;
        }
        catch (ProblemFailureException failure)
        {
            outcome = json => json.WriteString("failed", "the problem failed: " + failure.Message);
        }
        catch (Exception defect) when (defect is not UsageException)
        {
            // Hours of finished units must not be lost to one of them.
            HasDefect = true;
            outcome = json => json.WriteString("failed", "a defect of TrainingLint (" + defect.GetType().Name + "); please report it with this config");
        }

        return outcome is null
            ? null
            : SweepEntry.Read(JsonOutput.Element(json => SweepJsonReport.WriteEntry(json, unit, outcome)), plan.Identity);
    }

    private Action<Utf8JsonWriter>? Outcome(SweepUnit unit, Action<ProbeProgress> report)
    {
        ProbeResult result;
        try
        {
            var options = ProbeOptions.For(plan.Recipes[unit.Number / plan.Identity.Seeds].Recipe, plan.Problem) with
            {
                Seed = unit.Seed,
                Steps = plan.Identity.Steps,
                Budget = ProbeOptions.NoBudget,
                Progress = report,
                Cancellation = stop,
            };
            result = Measure(options);
        }
        catch (Exception refused) when (refused is RecipeNotRunnableException or ArgumentException { ParamName: null })
        {
            return json => json.WriteString("notRun", refused.Message);
        }

        return result.IsPartial ? null : json => ProbeJsonReport.WriteResult(json, result, withSeconds: false);
    }

    private static ProbeResult Measure(ProbeOptions options)
    {
        try
        {
            return OptimizationProbe.Run(options);
        }
        catch (RecipeNotRunnableException lacking)
        {
            // The recipe itself was accepted, so what lacks is memory: of this machine, and not a property of the sweep.
            throw new UsageException(lacking.Message + ".");
        }
    }
}
