namespace TrainingLint.Probe.Global;

/// <summary>A minimum that was found.</summary>
/// <param name="Loss">Its loss.</param>
/// <param name="Hits">Starts that ended there.</param>
/// <param name="Distance">Distance from the bottom of the valley where the run ended.</param>
/// <param name="Barrier">The straight line from there; null when it was not walked.</param>
public sealed record FoundMinimum(double Loss, int Hits, double Distance, LinearBarrier? Barrier);
