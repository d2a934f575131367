namespace TrainingLint.Probe.Verdicts;

/// <summary>Where a run ended.</summary>
public enum Verdict
{
    /// <summary>Nothing was trained.</summary>
    NotRun,

    /// <summary>Nowhere: the loss grew beyond bounds.</summary>
    Diverged,

    /// <summary>It was still going down, with much of the way before it.</summary>
    StillMoving,

    /// <summary>It was still going down, but most of the way lies behind it: where healthy runs of a fixed length end.</summary>
    Converging,

    /// <summary>It bounces in the sharpest direction, where curvature and rate hold each other at the limit (Cohen et al. 2021, arXiv:2103.00065).</summary>
    EdgeOfStability,

    /// <summary>Nowhere useful: the loss stands where it began, although the slope there promised a fall.</summary>
    LearnedNothing,

    /// <summary>No slope, but a direction goes down.</summary>
    Saddle,

    /// <summary>No slope and no curvature, far from the lowest loss.</summary>
    Plateau,

    /// <summary>No slope, and no direction goes down, to second order and the stated tolerance.</summary>
    Minimum,
}
