namespace TrainingLint.Probe.Forecasts;

/// <summary>The answer to "how much warmup does this recipe need?".</summary>
public enum WarmupVerdict
{
    /// <summary>Its peak serves from the first step on.</summary>
    NotNeeded,

    /// <summary>It needs one, and has it.</summary>
    Enough,

    /// <summary>A longer one would save runs that are lost.</summary>
    TooShort,

    /// <summary>None that was tried saves them: the peak itself is too high.</summary>
    NoneHelps,
}
