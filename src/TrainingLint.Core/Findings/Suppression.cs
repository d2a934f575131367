namespace TrainingLint.Core.Findings;

/// <summary>Somebody looked at a finding and accepts it.</summary>
/// <param name="Kind">Where that is written.</param>
/// <param name="Reason">The reason that stands there; null without one.</param>
public sealed record Suppression(SuppressionKind Kind, string? Reason);
