using System.Collections.Generic;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Agreement;

/// <summary>One of several trainings that differ by their seed alone.</summary>
public sealed record SeedRun
{
    /// <summary>Its seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Updates done.</summary>
    public required int Steps { get; init; }

    /// <summary>Loss over all samples at the start.</summary>
    public required double InitialLoss { get; init; }

    /// <summary>Loss over all samples at the end; no number when it diverged.</summary>
    public required double FinalLoss { get; init; }

    /// <summary>True when its loss left all bounds; it has no end that could be compared.</summary>
    public required bool HasDiverged { get; init; }

    /// <summary>Loss of each update's batch, before the update.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    /// <summary>Parameters at the end.</summary>
    public required IReadOnlyList<double> Parameters { get; init; }

    /// <summary>Predicted class of each sample; null when it diverged, or for a problem that predicts nothing.</summary>
    public IReadOnlyList<int>? Predictions { get; init; }

    /// <summary>Share of samples that are predicted wrongly; null where the right answers are unknown.</summary>
    public Proportion? ErrorRate { get; init; }
}
