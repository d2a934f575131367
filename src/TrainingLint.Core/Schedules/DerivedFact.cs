namespace TrainingLint.Core.Schedules;

/// <summary>Something that follows from a recipe.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">Its value, for people.</param>
/// <param name="Derivation">How it follows.</param>
public sealed record DerivedFact(string Name, string Value, string Derivation);
