using System.Collections.Generic;
using System.Linq;
using TrainingLint.Configs.Idioms;
using TrainingLint.Configs.Loading;
using TrainingLint.Configs.Reading;
using TrainingLint.Configs.Words;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Configs.HomeMade;

/// <summary>
/// A file that says from which ranges a search draws learning rates and sets no rate itself: Optuna's and Ax's sections of Hydra, search
/// spaces of NNI, Ray Tune and Determined. There is no recipe in it, and only the ranges are judged.
/// </summary>
internal sealed class SearchSpace() : Dialect("generic", Loaders.Unspecified)
{
    public override int Precedence => 419;

    public override bool Recognises(ConfigView config) =>
        SweepRanges.Holds(config.Root) && !LeafCollector.Of(config).Any(leaf => RateKey.Of(leaf.Word) is not null);

    public override IReadOnlyList<Recipe> Read(ConfigView config, ICollection<Observation> observations) => [];
}
