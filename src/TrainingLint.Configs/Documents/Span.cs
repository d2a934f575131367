namespace TrainingLint.Configs.Documents;

/// <summary>Start and end in a file. Lines and columns start at 1; the end is exclusive.</summary>
public readonly record struct Span(int Line, int Column, int EndLine, int EndColumn);
