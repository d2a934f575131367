

namespace TrainingLint.Probe.Convexity;

/// <summary>Whether a loss is convex.</summary>
public enum ConvexityVerdict
{
    /// <summary>Time ran out before anything was known.</summary>
    NotTested,

    /// <summary>Proven by the problem itself. Every local minimum is a global one.</summary>
    Convex,

    /// <summary>Refuted by a witness.</summary>
    NotConvex,

    /// <summary>Sampling found nothing against it, which proves nothing.</summary>
    NoViolationFound,
}
