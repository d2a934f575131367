using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Idioms;

/// <summary>A range from which a search draws learning rates.</summary>
/// <param name="Place">Its key.</param>
/// <param name="Path">Path of the key.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound, above the lower.</param>
/// <param name="IsLinear">True when rates are drawn evenly between the bounds.</param>
internal sealed record SearchedRate(Place Place, string Path, double Low, double High, bool IsLinear);
