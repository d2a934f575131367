using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reproducibility;

/// <summary>TL0302 seed-incomplete: Some sources of randomness are seeded, others are not.</summary>
public sealed class SeedIncomplete : RecipeRule, IObservationRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0302",
        Name = "seed-incomplete",
        Severity = Severity.Info,
        Title = "Some sources of randomness are seeded, others are not",
        Failure = Failure.Unrepeatable,
        Why = "Every generator that stays unseeded (the loader that shuffles, a second library, the GPU) is enough to send the run into another minimum. A seed that covers only some of them gives a false sense of repeatability.",
        Instead = "Seed every generator from the one number, and leave no part to draw its own.",
        Suppress = "When the unseeded part does not touch training.",
        Sources =
        [
            "PyTorch documentation, notes on reproducibility",
            "OpenPCDet, train.py and PaddleSeg, train.py take the seed from the command line only",
        ],
        Risky = """
            seed: 42
            data_seed: -1
            optimizer:
              type: AdamW
              lr: 1.0e-3
            epochs: 10
            """,
        Sound = """
            seed: 42
            data_seed: 42
            optimizer:
              type: AdamW
              lr: 1.0e-3
            epochs: 10
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        // By convention a negative seed asks for a random one; an absent or null one is derived from the main seed.
        if (recipe.Get(Facts.Seed) is { IsWritten: true } seed && seed.Or(-1) >= 0 && recipe.Get(Facts.DataSeed) is { IsWritten: true } data
            && data.Or(0) < 0)
        {
            yield return At(recipe, data, "The training is seeded with " + Show(seed) + ", but the order of the data draws a random seed; give it the same one.");
        }
    }

    Finding? IObservationRule.Judge(Observation observation, TrainingFile file) =>
        observation is not UnseededObservation { Library: { } library } unseeded ? SeenBy(observation) : new Finding
        {
            Rule = Info,
            Severity = Info.Severity,
            Message = "PyTorch is seeded in " + unseeded.SeededIn + ", but " + unseeded.Where + " draws from " + library
            + ", which no source of the repository seeds.",
            Place = unseeded.Place,
            Related = [new RelatedPlace(unseeded.Line, "this draw differs in every run")],
        };
}
