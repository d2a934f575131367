namespace TrainingLint.Probe.Forecasts;

/// <summary>The same run with a second moment that forgets faster.</summary>
/// <param name="Beta2">Decay of the second moment.</param>
/// <param name="Jumps">How often the loss jumped.</param>
public sealed record ShorterMemoryTrial(double Beta2, int Jumps);
