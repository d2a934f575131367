using System.Collections.Generic;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe;

/// <summary>The training run of an experiment.</summary>
public sealed record RunReport
{
    /// <summary>Its seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Updates done.</summary>
    public required int Steps { get; init; }

    /// <summary>Samples per update.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Loss over all samples at the start.</summary>
    public required double InitialLoss { get; init; }

    /// <summary>Loss over all samples at the end.</summary>
    public required double FinalLoss { get; init; }

    /// <summary>Loss at the end over the samples that the problem holds back; null when it holds none back.</summary>
    public double? HeldOutLoss { get; init; }

    /// <summary>Norm of the gradient over all samples at the end.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Loss of each update's batch, before the update.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>Parameters at the end.</summary>
    public required IReadOnlyList<double> Parameters { get; init; }

    /// <summary>Wall-clock seconds of the whole probe.</summary>
    public required double Seconds { get; init; }

    /// <summary>Where the run ended, and why the probe thinks so.</summary>
    public required Judgement Judgement { get; init; }

    /// <summary>Where the run ended.</summary>
    public Verdict Verdict => Judgement.Verdict;
}
