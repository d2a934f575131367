namespace TrainingLint.Probe.Generalization;

/// <summary>How the curvature at one point compares with that at another. It says nothing about which of them generalises better.</summary>
public enum FlatnessVerdict
{
    /// <summary>No difference beyond 1 % and beyond the error.</summary>
    NoDifference,

    /// <summary>Trace or largest eigenvalue is lower, and neither is higher.</summary>
    Flatter,

    /// <summary>Trace or largest eigenvalue is higher, and neither is lower.</summary>
    Sharper,

    /// <summary>One is lower, the other higher.</summary>
    Mixed,
}
