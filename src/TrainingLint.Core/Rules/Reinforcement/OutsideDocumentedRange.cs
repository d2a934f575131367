using TrainingLint.Core.Findings;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Reinforcement;

/// <summary>TL1005 outside-documented-range: A value outside of the range that the framework documents as typical.</summary>
public sealed class OutsideDocumentedRange : ObservationRule<OutsideRangeObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL1005",
        Name = "outside-documented-range",
        Severity = Severity.Info,
        SeverityNote = "A note outside of the range that the framework's documentation gives; a warning for what cannot work.",
        Title = "A value outside of the range that the framework documents as typical",
        Failure = Failure.PoorMinimum,
        Why = "The documented ranges are where the framework's authors have seen training work. Outside of them it may, but it is the first thing to look at when a run stops in a poor policy.",
        Instead = "Start from a value within the range.",
        Suppress = "When a sweep or an official example uses the value.",
        Sources =
        [
            "ML-Agents, Training-Configuration-File.md",
            "Schulman et al. 2017, Proximal Policy Optimization: the clip range bounds a ratio around 1; a range of 1 or more clips nothing below (a warning)",
        ],
        Risky = """
            behaviors:
              Walker:
                trainer_type: ppo
                hyperparameters:
                  batch_size: 2048
                  buffer_size: 20480
                  learning_rate: 3.0e-4
                  lambd: 0.5
                max_steps: 5000000
            """,
        Sound = """
            behaviors:
              Walker:
                trainer_type: ppo
                hyperparameters:
                  batch_size: 2048
                  buffer_size: 20480
                  learning_rate: 3.0e-4
                  lambd: 0.95
                max_steps: 5000000
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(OutsideRangeObservation observation, TrainingFile file) => observation.IsImpossible
        ? At(
            observation,
            "'" + DottedName.Last(observation.Key!) + ": " + observation.Text + "' must lie between " + Show(observation.Low) + " and "
                + Show(observation.High) + " (" + observation.Source + ").",
            Severity.Warning)
        : At(observation,
            "'" + DottedName.Last(observation.Key!) + ": " + observation.Text + "' is outside of the typical range of "
                + Show(observation.Low) + " to " + Show(observation.High) + " (" + observation.Source + ").");
}
