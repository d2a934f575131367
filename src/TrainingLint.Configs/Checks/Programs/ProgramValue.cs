using TrainingLint.Configs.Formats.Python;

namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What a program gives a name.</summary>
/// <param name="Line">Where it does; the line of the call for an argument.</param>
/// <param name="Text">What is written there; empty for what only a run tells.</param>
/// <param name="Position">Which part of it, where several names are given their values at once; -1 for the whole.</param>
/// <param name="IsEach">True for the names of a loop, whose text is what the loop runs over.</param>
internal sealed record ProgramValue(OutlineLine Line, string Text, int Position = -1, bool IsEach = false);
