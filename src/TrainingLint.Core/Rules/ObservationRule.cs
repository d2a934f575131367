using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;

namespace TrainingLint.Core.Rules;

/// <summary>A rule that judges how a file is written.</summary>
/// <typeparam name="TObservation">The kind of observation that it judges.</typeparam>
public abstract class ObservationRule<TObservation> : Rule, IObservationRule
    where TObservation : Observation
{
    /// <summary>The finding for one observation; null when it is harmless. Never throws.</summary>
    public abstract Finding? Judge(TObservation observation, TrainingFile file);

    Finding? IObservationRule.Judge(Observation observation, TrainingFile file) =>
        observation is TObservation mine ? Judge(mine, file) : null;

    /// <summary>A finding at the observed place.</summary>
    protected Finding At(TObservation observation, string message, Severity? severity = null) => new()
    {
        Rule = Info,
        Severity = severity ?? Info.Severity,
        Message = message,
        Place = observation.Place,
        Key = observation.Key,
    };
}
