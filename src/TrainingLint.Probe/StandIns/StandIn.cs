using System.Collections.Generic;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.StandIns;

/// <summary>A small problem of a recipe's kind, and by what the recipe's rates are multiplied on it.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Kind">The kind.</param>
/// <param name="RateFactor">Factor of every rate.</param>
/// <param name="BatchSize">Samples per update; null for the recipe's own.</param>
/// <param name="Steps">Updates that are enough for it.</param>
/// <param name="Reasons">Why this problem, and why this factor, for reports.</param>
public sealed record StandIn(IProblem Problem, StandInKind Kind, double RateFactor, int? BatchSize, int Steps,
    IReadOnlyList<string> Reasons)
{
    /// <summary>True for kinds whose trainings are long and begin with trained weights, or go by trial and error.</summary>
    public bool IsPartOfALongRun =>
        Kind is StandInKind.LanguageModelTuning or StandInKind.Adapter or StandInKind.Preference or StandInKind.Reinforcement;
}
