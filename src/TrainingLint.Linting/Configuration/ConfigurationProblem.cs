namespace TrainingLint.Linting.Configuration;

/// <summary>A configured line that means nothing.</summary>
/// <param name="Line">The line.</param>
/// <param name="Message">What is wrong with it and what is wanted, without a period.</param>
public sealed record ConfigurationProblem(ConfiguredLine Line, string Message);
