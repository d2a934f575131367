using System;
using System.Collections.Generic;
using System.Threading;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Stability;

namespace TrainingLint.Probe.Remedies;

/// <summary>Runs the recipe otherwise: with usual settings, and at other rates.</summary>
/// <param name="problem">What is trained.</param>
/// <param name="options">The experiment.</param>
/// <param name="forTheRun">Time that the whole experiment should take.</param>
/// <param name="batchSize">Samples per update.</param>
internal sealed class OtherRuns(GuardedProblem problem, ProbeOptions options, TimeSpan forTheRun, int batchSize)
{
    /// <summary>Share of the planned time that the sweep over rates may take.</summary>
    private const double SweepShare = 0.4;

    /// <summary>Share of the planned time that trials of unusual settings may take.</summary>
    private const double SettingShare = 0.4;

    private readonly Workload _workload = new(problem, forTheRun);

    private double[] Start => options.Weights is { } weights ? [.. weights] : [];

    /// <summary>Unusual settings with their usual values; empty where there are none, or no time.</summary>
    public IReadOnlyList<SettingTrial> Settings(CancellationToken deadline) =>
        Unless(deadline, () => SettingTrials.Run(problem, options.Plan,
        options.Seed, Start, SettingShare * _workload.Available / _workload.OfUpdate(batchSize), deadline)) ?? [];

    /// <summary>Other rates; null without time for them.</summary>
    public RateSweepReport? Rates(CancellationToken deadline) =>
        RateSweep.Plan(SweepShare * _workload.Available, _workload.OfUpdate(batchSize), options.Steps, options.SweepSeeds) is { } plan
            ? Unless(deadline, () => RateSweep.Run(problem, options.Plan, plan, options.Seed, Start, deadline))
            : null;

    private T? Unless<T>(CancellationToken deadline, Func<T?> work)
        where T : class
    {
        try
        {
            return deadline.IsCancellationRequested ? null : work();
        }
        catch (OperationCanceledException) when (problem.HardStop.IsCancellationRequested)
        {
            return null;
        }
    }
}
