namespace TrainingLint.Probe.Verdicts;

/// <summary>The answer to "is this recipe sound?".</summary>
public enum SoundnessVerdict
{
    /// <summary>It trains, and nothing was found that should be changed.</summary>
    Sound,

    /// <summary>Something was found that should be changed.</summary>
    AtRisk,

    /// <summary>The experiment does not say.</summary>
    CouldNotTell,
}
