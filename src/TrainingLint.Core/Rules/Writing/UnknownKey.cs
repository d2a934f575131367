using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0903 unknown-key: A key that the framework does not know, one slip away from one that it does.</summary>
public sealed class UnknownKey : ObservationRule<MisspeltKeyObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0903",
        Name = "unknown-key",
        Severity = Severity.Warning,
        SeverityNote = "A note where the program that reads the key is not seen, or where no known key is near and the framework ignores what "
            + "it does not know: the key may be one of another version.",
        Title = "A key that the framework does not know, one slip away from one that it does",
        Failure = Failure.NotWhatIsWritten,
        Why = "A misspelt key is refused in the best case. In the usual one it is ignored, and the run trains with the default: another rate, no warmup, no seed.",
        Instead = "Write the key as the framework spells it.",
        Suppress = "When code of your own reads the key.",
        Sources =
        [
            "The key lists of the frameworks, named in each dialect",
            "axolotl, OpenPCDet, JoeyNMT and OpenNMT-py drop unknown keys without a word; trl/scripts/utils.py (TrlParser) and pydantic models that forbid extras refuse them; torchtune's components and the RL Zoo's **kwargs hand them on to a constructor, which stops",
        ],
        Risky = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            lr_scheduler_type: cosine
            per_device_train_batch_size: 8
            num_train_epoch: 1
            """,
        Sound = """
            model_name_or_path: org/model
            dataset_name: org/data
            learning_rate: 2.0e-5
            lr_scheduler_type: cosine
            per_device_train_batch_size: 8
            num_train_epochs: 1
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(MisspeltKeyObservation observation, TrainingFile file) =>
        observation.Meant.Length == 0 ? Foreign(observation)
        : At(observation, observation.Framework is { Length: > 0 }
            ? Named(observation) + " knows no key '" + observation.Written + "' here and " + observation.Consequence + "; '" + observation.Meant + "' is one slip away."
            : "'" + observation.Meant + "' is one slip away from the key '" + observation.Written + "', and " + observation.Consequence + ".")
            with
        {
            Severity = observation.IsGuess ? Severity.Info : Info.Severity,
            Fixes =
            [
                new Fix("Write '" + observation.Meant + "'", observation.IsRefused ? FixSafety.Safe : FixSafety.Unsafe,
                    [new RenameKey(observation.Place, observation.Written, observation.Meant)]),
            ],
        };

    // A table ages: what it lacks may be a key of a later version, unless the framework reads one of that name elsewhere.
    private Finding Foreign(MisspeltKeyObservation observation) =>
        At(observation, Named(observation) + " knows no key '" + observation.Written + "' here and " + observation.Consequence
            + (observation.Belongs is { } place ? "; it reads a key of this name at '" + place + "'."
            : "; the table of its keys is that of " + observation.Table + "."))
            with
        { Severity = observation.Belongs is not null ? Severity.Warning : Severity.Info };

    private static string Named(MisspeltKeyObservation observation) =>
        observation.Framework is { Length: > 0 } framework ? char.ToUpperInvariant(framework[0]) + framework.Substring(1) : "The framework";
}
