using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules.Writing;

/// <summary>TL0907 wrong-type: A value of a type that this framework rejects or misreads.</summary>
public sealed class WrongType : ObservationRule<WrongTypeObservation>
{
    /// <inheritdoc/>
    public override RuleInfo Info { get; } = new()
    {
        Id = "TL0907",
        Name = "wrong-type",
        Severity = Severity.Error,
        Title = "A value of a type that this framework rejects or misreads",
        Failure = Failure.NotWhatIsWritten,
        Why = "Typed loaders refuse the file; untyped ones carry the wrong type along until something compares or multiplies it, often hours into the run.",
        Instead = "Write the value in the type that is named.",
        Suppress = "When code of your own converts the value.",
        Sources = [
            "yacs, config.py: the type of a value must be that of the default",
            "pydantic and dacite, as used by the frameworks named in each dialect",
        ],
        Risky = """
            SOLVER:
              BASE_LR: 1
              MAX_ITER: 90000
            """,
        Sound = """
            SOLVER:
              BASE_LR: 1.0
              MAX_ITER: 90000
            """,
    };

    /// <inheritdoc/>
    public override bool YieldsToRuleOfSetting => true;

    /// <inheritdoc/>
    public override Finding? Judge(WrongTypeObservation observation, TrainingFile file) =>
        At(observation, "Found " + observation.Found + ", wanted " + observation.Wanted + "; " + observation.Consequence + ".", observation.Severity)
            with
        {
            Fixes = observation.Correction is { } correction
            ? [new Fix("Write " + correction.New, FixSafety.Safe, [new ReplaceValue(observation.Place, correction.Old, correction.New)])] : []
        };
}
