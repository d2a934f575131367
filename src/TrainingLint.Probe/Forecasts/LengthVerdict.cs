namespace TrainingLint.Probe.Forecasts;

/// <summary>The answer to "is the run long enough?".</summary>
public enum LengthVerdict
{
    /// <summary>The seeds leave it open, or there is only one.</summary>
    Open,

    /// <summary>Twice the steps gain less than a twentieth of the descent.</summary>
    LongEnough,

    /// <summary>Twice the steps gain more than that, and a higher rate does not.</summary>
    TooShort,

    /// <summary>Three times the rate gains at equal steps what twice the steps gain, or more.</summary>
    TooTimid,
}
