namespace TrainingLint.Cli.Probing;

/// <summary>Where a problem of one's own comes from.</summary>
/// <param name="Kind">How it is reached: assembly, python, or bridge.</param>
/// <param name="Name">What names it there, as it is written in the call.</param>
/// <param name="File">Absolute path of its file; null for a program, of which it is not known what makes it up.</param>
internal sealed record ProblemSource(string Kind, string Name, string? File);
