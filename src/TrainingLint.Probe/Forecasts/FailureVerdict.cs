namespace TrainingLint.Probe.Forecasts;

/// <summary>What a forecast of failure comes to.</summary>
public enum FailureVerdict
{
    /// <summary>Odds of both are too even, or the problem is of a kind that the forecast does not know.</summary>
    CannotTell,

    /// <summary>The larger run probably works.</summary>
    Unlikely,

    /// <summary>The larger run probably fails.</summary>
    Likely,
}
