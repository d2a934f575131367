using TrainingLint.Core.Findings;

namespace TrainingLint.Configs.Dialects.Declared;

/// <summary>What is wrong with a dialect file.</summary>
/// <param name="Place">Where.</param>
/// <param name="Message">What was found and what is wanted, as one sentence.</param>
public sealed record DialectProblem(Place Place, string Message);
