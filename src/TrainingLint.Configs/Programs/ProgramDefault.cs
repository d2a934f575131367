namespace TrainingLint.Configs.Programs;

/// <summary>A value that a program takes where its config has none.</summary>
/// <param name="Name">The key.</param>
/// <param name="Text">The value as the program writes it.</param>
/// <param name="Line">Where.</param>
public sealed record ProgramDefault(string Name, string Text, SourceLine Line);
