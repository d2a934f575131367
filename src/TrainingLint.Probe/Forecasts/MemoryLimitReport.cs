using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// Whether Adam's second moment shrinks below what is stable. It remembers large gradients for 1 / (1 - beta2) updates after they are
/// gone and fades then, so that the curvature behind the divisor grows until it passes the limit, however flat the place is
/// (Bai et al. 2025, arXiv:2506.04805).
/// </summary>
/// <param name="Points">What was measured along the run, in order.</param>
/// <param name="Jumps">Updates at which the loss jumped.</param>
/// <param name="Lead">Updates within which a jump follows the passing of the limit.</param>
public sealed record MemoryLimitReport(IReadOnlyList<MemoryLimitPoint> Points, IReadOnlyList<int> Jumps, int Lead)
{
    /// <summary>The point nearest to the limit, or farthest beyond.</summary>
    public MemoryLimitPoint Highest { get; } = Points.MaxBy(point => point.Ratio)!;

    /// <summary>How many of the points lie beyond the limit.</summary>
    public int Beyond => Points.Count(point => point.Ratio > 1);

    /// <summary>How many of the jumps came within the lead of a point beyond the limit.</summary>
    public int Foreseen => Jumps.Count(jump => Points.Any(point => point.Ratio > 1 && point.Step <= jump && jump - point.Step <= Lead));

    /// <summary>Jumps of the same run with a shorter memory; empty where none was foreseen, or time ran out.</summary>
    public IReadOnlyList<ShorterMemoryTrial> Trials { get; init; } = [];
}
