namespace TrainingLint.Probe.Verification;

/// <summary>A ratio with its 95 % interval, which holds for all looks and findings of a verification together.</summary>
/// <param name="Ratio">The ratio.</param>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end of the interval.</param>
/// <param name="Pairs">Pairs of runs behind it.</param>
public sealed record EffectSize(double Ratio, double Lower, double Upper, int Pairs);
