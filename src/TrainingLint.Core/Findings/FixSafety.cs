namespace TrainingLint.Core.Findings;

/// <summary>Whether a fix may be applied without asking.</summary>
public enum FixSafety
{
    /// <summary>It says what was meant all along; no run that works today changes.</summary>
    Safe,

    /// <summary>It is probably what is meant, but it changes what a run does, so a person decides.</summary>
    Unsafe,
}
