using System;
using System.Collections.Generic;
using System.Threading;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Escape;

/// <summary>Exit times of the recipe and of its variants from the place where the run ended.</summary>
/// <param name="subject">The run.</param>
/// <param name="place">Where the waiting begins.</param>
/// <param name="rule">What belongs to the place.</param>
/// <param name="descentSteps">Updates of the descent that confirms an exit.</param>
/// <param name="share">Share of the planned work.</param>
internal sealed class ExitMeasurement(ProbeSubject subject, double[] place, ReturnRule rule, int descentSteps, double share)
{
    private const int Variants = 4;
    private const int MostRuns = 64;
    private const int FewestRuns = 4;

    /// <summary>Length of a run, in lengths of the recipe's own.</summary>
    private const int MostLengths = 20;

    private const int LooksPerLength = 30;

    private readonly GuardedProblem _problem = subject.Problem;
    private readonly TrainingPlan _plan = subject.Plan;
    private readonly int _batchSize = subject.Run.BatchSize;

    /// <summary>True when a few runs of the recipe's own length fit into the plan; anything less would say nothing.</summary>
    public bool IsAffordable => RunsOfTheRecipesLength >= FewestRuns;

    /// <summary>Budget of the whole probe that would do, all else equal.</summary>
    public TimeSpan NeededBudget => subject.Budget * (FewestRuns / RunsOfTheRecipesLength);

    private int CheckEvery => Math.Max(1, _plan.Steps / LooksPerLength);

    /// <summary>Work of an update with its share of the look that follows.</summary>
    private double PerStep =>
        subject.Workload.OfUpdate(_batchSize) + (ReturnRule.LossesPerJudgement * subject.Workload.OfLoss(rule.Samples.Count) / CheckEvery);

    private double StepsPerVariant => share * subject.Workload.Available / Variants / PerStep;

    private double RunsOfTheRecipesLength => StepsPerVariant / _plan.Steps;

    /// <summary>Measures variant by variant, the recipe first.</summary>
    public ExitReport Measure(CancellationToken cancellation)
    {
        var options = Options();
        var recipe = Run(_plan, _batchSize, options, cancellation)!;
        var plain = _plan.Optimizer.WithoutMomentum() is { } without
            ? Run(_plan with { Optimizer = without }, _batchSize, options, cancellation)
            : null;
        var half = _batchSize > 1 ? Run(_plan, _batchSize / 2, options, cancellation) : null;
        var twice = 2 * _batchSize < _problem.SampleCount ? Run(_plan, 2 * _batchSize, options, cancellation) : null;
        return new ExitReport
        {
            Rate = _plan.Schedule.Peak,
            BatchSize = _batchSize,
            MostSteps = options.MostSteps,
            Recipe = recipe,
            WithoutMomentum = plain,
            HalfBatch = half,
            DoubleBatch = twice,
            BarrierOverTemperature = Barrier((_batchSize / 2, half), (_batchSize, recipe), (2 * _batchSize, twice)),
        };
    }

    private ExitTimeOptions Options()
    {
        return new ExitTimeOptions
        {
            MostSteps = (int)Math.Clamp(StepsPerVariant / FewestRuns, _plan.Steps, MostLengths * (double)_plan.Steps),
            Runs = MostRuns,
            TotalSteps = (long)StepsPerVariant,
            CheckEvery = CheckEvery,
            Seed = subject.Run.Seed,
        };
    }

    private ExitTime? Run(TrainingPlan plan, int batchSize, ExitTimeOptions options, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested
        ? null
        : ExitTimeExperiment.Run(_problem, plan with { BatchSize = batchSize }, place, parameters => HasLeft(parameters, cancellation),
            options, cancellation);

    /// <summary>
    /// Noise lifts parameters up the walls, where lines may climb by chance; so a suspected exit is judged at the bottom of its valley, or
    /// where that would cost too much, after a descent with the recipe.
    /// </summary>
    private bool HasLeft(ReadOnlySpan<double> parameters, CancellationToken cancellation)
    {
        if (!rule.IsBehindBarrier(parameters))
        {
            return false;
        }

        if (rule.Settles)
        {
            return rule.Judge(parameters) == DescentOutcome.Left;
        }

        var plan = _plan with { Schedule = _plan.Schedule.Over(descentSteps), Steps = descentSteps };
        var trainer = new Trainer(_problem, plan, subject.Run.Seed, parameters);
        trainer.Finish(cancellation);
        return trainer.HasDiverged || rule.Judge(trainer.Parameters) == DescentOutcome.Left;
    }

    /// <summary>ln T against the batch over the recipe's: temperature is inverse to the batch.</summary>
    private Measured? Barrier(params ReadOnlySpan<(int BatchSize, ExitTime? Time)> times)
    {
        var points = new List<(double, Measured)>();
        foreach (var (batchSize, time) in times)
        {
            if (time?.MeanSteps is { } mean)
            {
                points.Add((batchSize / (double)_batchSize, new Measured(Math.Log(mean), 1 / Math.Sqrt(time.Exits))));
            }
        }

        return WeightedLine.Of(points)?.Slope;
    }
}
