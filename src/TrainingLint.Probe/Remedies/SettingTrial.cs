namespace TrainingLint.Probe.Remedies;

/// <summary>The recipe's run with one unusual setting made usual, and everything else as it is.</summary>
/// <param name="Setting">The setting as it is, such as "momentum 0.999".</param>
/// <param name="Instead">What it was tried with, such as "0.9".</param>
/// <param name="Loss">Loss over all samples at the end; infinite for a divergence.</param>
public sealed record SettingTrial(string Setting, string Instead, double Loss);
