using System;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe;

/// <summary>
/// How much work fits into a time, judged from the sizes of a problem alone and not from a clock: the same call then plans the same work on
/// every machine, and only a deadline that strikes early can make two reports differ.
/// </summary>
/// <param name="problem">What is evaluated.</param>
/// <param name="time">Time to plan for.</param>
internal sealed class Workload(GuardedProblem problem, TimeSpan time)
{
    /// <summary>Parameters times samples that a slow core gets through in a second; measured on small perceptrons and plain functions.</summary>
    private const double OperationsPerSecond = 1.5e9;

    /// <summary>What a sample costs beside its parameters, and a call beside its samples.</summary>
    private const double SampleOverhead = 100;

    private const double CallOverhead = 500;

    /// <summary>A loss with its gradient costs three times a loss.</summary>
    private const double GradientFactor = 3;

    private double Positions => problem.Inner is IHasPositions network ? network.PositionsPerSample : 1;

    /// <summary>Work that fits into the time.</summary>
    public double Available => time.TotalSeconds * OperationsPerSecond;

    /// <summary>Time that some work takes.</summary>
    public static TimeSpan TimeOf(double work) => TimeSpan.FromSeconds(work / OperationsPerSecond);

    /// <summary>Work of one update.</summary>
    /// <param name="batchSize">Samples of its batch.</param>
    public double OfUpdate(int batchSize) => GradientFactor * OfLoss(batchSize);

    /// <summary>Work of one loss.</summary>
    /// <param name="samples">Samples that it covers.</param>
    public double OfLoss(int samples) =>
        ((problem.ParameterCount + SampleOverhead) * Positions * (samples == problem.SampleCount && problem.Inner is IClosedMean ? 1
            : samples)) + CallOverhead;
}
