using System.Collections.Generic;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Formats.Python;
using TrainingLint.Configs.Loading;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.Dialects.Python;

/// <summary>
/// What a program lets a search draw (<see cref="PythonSearches"/>). There is no recipe in it: each trial has one of its own, and only the
/// ranges are judged.
/// </summary>
internal sealed class SearchCalls() : PythonDialect("generic", Language)
{
    public override int Precedence => 396;

    public override bool Recognises(ConfigView config) => Is(config, PythonRoots.Search) && SweepRanges.Holds(config.Root);

    public override IReadOnlyList<Recipe> Read(ConfigView config, ICollection<Observation> observations) => [];
}
