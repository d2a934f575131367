namespace TrainingLint.Conformance.Tests.Hosts;

/// <summary>A finding as far as every host can tell it.</summary>
/// <param name="Rule">ID of its rule.</param>
/// <param name="File">Its file, seen from the root of the tree.</param>
/// <param name="Line">Line from 1.</param>
internal sealed record FoundThing(string Rule, string File, int Line);
