namespace TrainingLint.Probe.Global;

/// <summary>What a reference solver found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Loss">Lowest loss; negative infinity where it falls without end.</param>
/// <param name="Evaluations">Losses that it asked for; a gradient counts as three.</param>
public sealed record SolverResult(string Name, double Loss, long Evaluations);
