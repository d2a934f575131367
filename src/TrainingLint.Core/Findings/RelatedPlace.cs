namespace TrainingLint.Core.Findings;

/// <summary>A second place that belongs to a finding.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Message">What it has to do with the finding.</param>
public sealed record RelatedPlace(Place Place, string Message);
