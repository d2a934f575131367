namespace TrainingLint.DocGenerator;

/// <summary>The class of a dialect.</summary>
/// <param name="Path">Its file, relative to the root of the repository, with slashes.</param>
/// <param name="Summary">What it says of itself, in Markdown.</param>
internal sealed record DialectSource(string Path, string Summary);
