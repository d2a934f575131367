using System.Collections.Generic;
using TrainingLint.Core.Findings;

namespace TrainingLint.Core.Recipes;

/// <summary>A command that ends before its author thinks, so that arguments never reach the program.</summary>
/// <param name="Place">What ends it.</param>
/// <param name="Cause">Why it ends there, as a clause.</param>
/// <param name="Lost">The flags that are lost.</param>
/// <param name="LostPlace">Where they stand.</param>
public sealed record CutCommandObservation(Place Place, string Cause, IReadOnlyList<string> Lost, Place LostPlace)
    : Observation(Place, null);
