using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0911 setting-overridden: A setting of the config file that the command line replaces.</summary>
public sealed class SettingOverridden : ObservationRule<OverriddenObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0911",
        Name = "setting-overridden",
        Severity = Severity.Info,
        Title = "A setting of the config file that the command line replaces",
        Failure = Failure.NotWhatIsWritten,
        Why = "Whoever reads the file believes in a value that never runs. A change in the file then changes nothing, and results are attributed to the wrong setting.",
        Instead = "Keep the value in one place, or know that the command line is the one that counts.",
        Suppress = "When the file holds the default of many launchers.",
        Sources =
        [
            "Practice: launchers that name a config file and give a rate of their own",
        ],
        Risky = """
            #!/bin/bash
            # train.yaml: {model_name_or_path: org/model, dataset_name: org/data, learning_rate: 2.0e-5, num_train_epochs: 1, per_device_train_batch_size: 8, lr_scheduler_type: cosine}
            trl sft --config train.yaml --learning_rate 1e-5
            """,
        Sound = """
            #!/bin/bash
            # train.yaml: {model_name_or_path: org/model, dataset_name: org/data, num_train_epochs: 1, per_device_train_batch_size: 8, lr_scheduler_type: cosine, eval_strategy: epoch}
            trl sft --config train.yaml --learning_rate 1e-5
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(OverriddenObservation observation, TrainingFile file) =>
        At(observation, "'" + observation.Text + "' on the command line replaces '" + observation.Key + ": " + observation.ReplacedText + "' of " + observation.Replaced.File + ", which never runs.")
            with
        { Related = [new RelatedPlace(observation.Replaced, "the value that never runs")] };
}
