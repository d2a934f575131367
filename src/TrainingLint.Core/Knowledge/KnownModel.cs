namespace TrainingLint.Core.Knowledge;

/// <summary>What the name of a model tells.</summary>
/// <param name="Kind">Kind of model.</param>
/// <param name="Parameters">Number of its weights; null where the name does not tell.</param>
public sealed record KnownModel(ModelKind Kind, double? Parameters);
