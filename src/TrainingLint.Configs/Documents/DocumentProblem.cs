namespace TrainingLint.Configs.Documents;

/// <summary>Why a document cannot be read, or not entirely.</summary>
/// <param name="Span">Where.</param>
/// <param name="Message">What was found and what is wanted.</param>
public sealed record DocumentProblem(Span Span, string Message);
