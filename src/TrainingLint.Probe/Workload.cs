using System;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe;

/// <summary>
/// How much work fits into a time, judged from the sizes of a problem alone and not from a clock: the same call then plans the same work on
/// every machine, and only a deadline that strikes early can make two reports differ.
/// </summary>
/// <param name="problem">What is evaluated.</param>
/// <param name="time">Time to plan for.</param>
internal sealed class Workload(IProblem problem, TimeSpan time)
{
    /// <summary>Parameters times samples that one core gets through in a second, for a small perceptron on a slow machine.</summary>
    private const double OperationsPerSecond = 2e9;

    /// <summary>What a call costs beside its arithmetic.</summary>
    private const double CallOverhead = 1000;

    /// <summary>A loss with its gradient costs three times a loss.</summary>
    private const double GradientFactor = 3;

    /// <summary>Work that fits into the time.</summary>
    public double Available => time.TotalSeconds * OperationsPerSecond;

    /// <summary>Work of one update.</summary>
    /// <param name="batchSize">Samples of its batch.</param>
    public double OfUpdate(int batchSize) => (GradientFactor * problem.ParameterCount * batchSize) + CallOverhead;

    /// <summary>Work of one loss over all samples.</summary>
    public double OfLoss => ((double)problem.ParameterCount * problem.SampleCount) + CallOverhead;
}
