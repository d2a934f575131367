using System.Collections.Generic;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reproducibility;

/// <summary>TL0301 missing-seed: No seed is set, and the framework does not set one.</summary>
public sealed class MissingSeed : RecipeRule, IObservationRule
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0301",
        Name = "missing-seed",
        Severity = Severity.Warning,
        SeverityNote = "A warning where the official recipes of the framework write a seed, and where no source of the repository "
            + "has a word about one; a note elsewhere, since most recipes of the world leave it out.",
        Title = "No seed is set, and the framework does not set one",
        Failure = Failure.Unrepeatable,
        Why = "Initialisation, shuffling, dropout and augmentation then differ in every run. A good result cannot be repeated, a bad one not be told from bad luck, and two runs that end in different minima look like two different recipes.",
        Instead = "Write any fixed whole number, and log it with the result.",
        Suppress = "When the launcher sets the seed, or every run draws one and logs it.",
        Sources =
        [
            "Bouthillier et al. 2021, Accounting for Variance in Machine Learning Benchmarks (arXiv:2103.03098)",
            "Defaults: the sources of each framework, named in its dialect",
        ],
        Risky = """
            model:
              _component_: torchtune.models.llama3.llama3_8b
            optimizer:
              _component_: torch.optim.AdamW
              lr: 2.0e-5
            batch_size: 2
            epochs: 3
            max_steps_per_epoch: null
            gradient_accumulation_steps: 8
            seed: null
            """,
        Sound = """
            model:
              _component_: torchtune.models.llama3.llama3_8b
            optimizer:
              _component_: torch.optim.AdamW
              lr: 2.0e-5
            batch_size: 2
            epochs: 3
            max_steps_per_epoch: null
            gradient_accumulation_steps: 8
            seed: 42
            """,
        Experiment = "how far runs of different seeds end apart",
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Judge(Recipe recipe)
    {
        if (recipe.IsFragment || !recipe.Get(Facts.Seed).IsMissing)
        {
            yield break;
        }

        // Where official recipes leave the seed out as a habit, its absence is worth knowing but no reproach.
        var severity = recipe.Means(Facts.Seed, Meaning.UsuallyWritten) ? Severity.Warning : Severity.Info;
        yield return recipe.Get(Facts.Seed) is { Place: not null } nothing
            ? At(recipe, nothing, "No seed is set here, and the framework draws a new one for every run; write a fixed number such as 42.", severity)
                with
            { Fixes = Fixed(nothing) }
            : Missing(recipe, "No seed is set, and the framework draws a new one for every run; write a fixed number such as 42.", severity)
                with
            { Fixes = Inserted(recipe.Get(Facts.Seed).Home) };
    }

    private static Fix[] Inserted(SettingHome? home) => home is null ? []
        : [new Fix("Insert '" + home.Key + ": 42'", FixSafety.Unsafe, [new InsertEntry(home.Before, home.Key, "42")])];

    // Which number it is does not matter, but that a run which was drawn anew is now the same each time does.
    private static Fix[] Fixed(Setting<double> nothing) => nothing is { Place: { } place, Text: { Length: > 0 } text }
        ? [new Fix("Write 42", FixSafety.Unsafe, [new ReplaceValue(place, text, "42") { Number = 42 }])]
        : [];

    Finding? IObservationRule.Judge(Observation observation, TrainingFile file) =>
        observation is not UnseededObservation { Library: null } unseeded ? null : new Finding
        {
            Rule = Info,
            Severity = Info.Severity,
            Message = "No seed is set: neither this file nor any source of the repository has a word about one, and " + unseeded.Where
            + " trains. Seed the program, and write the number here.",
            Place = unseeded.Place,
            Related = [new RelatedPlace(unseeded.Line, "the program trains here")],
        };
}
