using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0906 setting-without-effect: A setting that the framework ignores, overrides or never reads in this combination.</summary>
public sealed class SettingWithoutEffect : ObservationRule<WithoutEffectObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0906",
        Name = "setting-without-effect",
        Severity = Severity.Warning,
        IsAboutDeadText = true,
        Title = "A setting that the framework ignores, overrides or never reads in this combination",
        Failure = Failure.NotWhatIsWritten,
        Why = "The setting exists in the file only. You believe in a seed, a warmup or a rate that the run never sees, and draw conclusions from a change that changed nothing.",
        Instead = "Delete it, or write the key that the framework does read.",
        Suppress = "When code of your own reads the key.",
        Sources =
        [
            "The sources of each framework, named in its dialect",
        ],
        Risky = """
            epoch: 12
            LearningRate:
              base_lr: 0.01
              schedulers:
                - name: PiecewiseDecay
                  gamma: 0.1
                  milestones: [8, 11]
                - name: LinearWarmup
                  start_factor: 0.1
                  steps: 1000
            OptimizerBuilder:
              optimizer:
                type: Momentum
                momentum: 0.9
            TrainReader:
              batch_size: 2
            seed: 42
            """,
        Sound = """
            epoch: 12
            LearningRate:
              base_lr: 0.01
              schedulers:
                - name: PiecewiseDecay
                  gamma: 0.1
                  milestones: [8, 11]
                - name: LinearWarmup
                  start_factor: 0.1
                  steps: 1000
            OptimizerBuilder:
              optimizer:
                type: Momentum
                momentum: 0.9
            TrainReader:
              batch_size: 2
            """,
    };

    /// <inheritdoc/>
    public override Finding? Judge(WithoutEffectObservation observation, TrainingFile file) =>
        At(observation, "'" + observation.Written + "' has no effect: " + observation.Reason, observation.Severity)
            with
        {
            Related = observation.Source is { } line ? [new RelatedPlace(line, "the program reads its settings here")] : [],
            Fixes = [new Fix("Delete the setting", FixSafety.Unsafe, [new RemoveEntry(observation.Place)])],
        };
}
