using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0909 unknown-value: A name that no framework has, one slip away from one that they all know.</summary>
public sealed class UnknownValue : ObservationRule<UnknownNameObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0909",
        Name = "unknown-value",
        Severity = Severity.Warning,
        Title = "A name that no framework has, one slip away from one that they all know",
        Failure = Failure.NotWhatIsWritten,
        Why = "A misspelt optimizer, schedule or precision stops the run in the best case (an error where the framework is known to refuse it). Some programs fall back to a default in silence: you then tune the rate of an optimizer that never runs.",
        Instead = "Write the name as the framework spells it.",
        Suppress = "When code of your own registers something under this name.",
        Sources =
        [
            "torch.optim, timm, transformers (OptimizerNames, SchedulerType), Keras, bitsandbytes and optax: the names that they offer",
            "RecBole, trainer.py: an unknown learner becomes Adam without weight decay",
        ],
        Risky = """
            optimizer:
              type: AdaWm
              lr: 1.0e-3
            scheduler: cosine
            epochs: 100
            seed: 1
            """,
        Sound = """
            optimizer:
              type: AdamW
              lr: 1.0e-3
            scheduler: cosine
            epochs: 100
            seed: 1
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(UnknownNameObservation observation, TrainingFile file) =>
        At(
            observation,
            "There is no " + observation.What + " '" + observation.Written + "'; '" + observation.Meant + "' is " + (observation.IsOneSlip ? "one slip away" : "what is known here")
            + ". " + observation.Consequence + ".",
            observation.Severity)
            with
        {
            Fixes = observation.Meant.IndexOf('\'') >= 0 ? []
            : [new Fix("Write '" + observation.Meant + "'", FixSafety.Unsafe,
            [new ReplaceValue(observation.Place, observation.Written, observation.Meant)])]
        };
}
