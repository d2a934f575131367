namespace TrainingLint.Probe.Generalization;

/// <summary>A comparison over seeds with the end of the recipe's own training.</summary>
public sealed record ContrastSummary
{
    /// <summary>Difference of training losses.</summary>
    public required SeedDifference TrainLoss { get; init; }

    /// <summary>Difference of held-out losses; null without held-out samples.</summary>
    public SeedDifference? HeldOutLoss { get; init; }

    /// <summary>Difference of largest eigenvalues.</summary>
    public required SeedDifference LargestEigenvalue { get; init; }

    /// <summary>Difference of traces.</summary>
    public required SeedDifference Trace { get; init; }

    /// <summary>What the two say about flatness.</summary>
    public required FlatnessVerdict Flatness { get; init; }
}
