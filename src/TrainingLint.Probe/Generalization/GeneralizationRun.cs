namespace TrainingLint.Probe.Generalization;

/// <summary>What one seed said: its own split, and trainings on four fifths of the samples.</summary>
public sealed record GeneralizationRun
{
    /// <summary>Seed of the split, the start and the order of samples.</summary>
    public required int Seed { get; init; }

    /// <summary>True when the recipe's training diverged; nothing else was measured then.</summary>
    public required bool HasDiverged { get; init; }

    /// <summary>The end of the recipe's training.</summary>
    public PointMeasures? Last { get; init; }

    /// <summary>The mean of the last quarter's iterates; null when the training was too short for one, or time ran out.</summary>
    public PointContrast? Average { get; init; }

    /// <summary>The end of a training with another batch size; null when it diverged, when there is no other size, or time ran out.</summary>
    public PointContrast? OtherBatch { get; init; }
}
