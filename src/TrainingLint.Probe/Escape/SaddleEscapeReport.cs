using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Escape;

/// <summary>How many updates it takes to leave a strict saddle along its steepest way down.</summary>
public sealed record SaddleEscapeReport
{
    /// <summary>The negative curvature, with its residual.</summary>
    public required Measured Curvature { get; init; }

    /// <summary>The rate that was held.</summary>
    public required double Rate { get; init; }

    /// <summary>Distance from the saddle at the start.</summary>
    public required double From { get; init; }

    /// <summary>Distance that counts as away.</summary>
    public required double To { get; init; }

    /// <summary>The recipe with all samples in each update.</summary>
    public required SaddleTime Recipe { get; init; }

    /// <summary>The same without momentum; null when the recipe has none.</summary>
    public SaddleTime? WithoutMomentum { get; init; }

    /// <summary>From the saddle itself, driven by the noise of the recipe's batches; null when there is none.</summary>
    public SaddleTime? FromNoise { get; init; }
}
