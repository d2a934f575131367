namespace TrainingLint.Core.Rules;

/// <summary>Marks a recipe rule whose facts training code can tell as well as a config; the analyzers for C# apply it.</summary>
public interface IJudgesCode;
