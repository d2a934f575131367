using System;

namespace TrainingLint.Probe;

/// <summary>What a probe is asked beyond its one run: each costs further trainings, paid from the same budget in this order.</summary>
[Flags]
public enum ProbeQuestions
{
    /// <summary>Nothing further.</summary>
    None = 0,

    /// <summary>Do runs with other seeds end in the same place?</summary>
    Agreement = 1,

    /// <summary>Can the run leave a poor minimum or a saddle?</summary>
    Escape = 2,

    /// <summary>Does what was learned hold on samples that were not trained on?</summary>
    Generalization = 4,

    /// <summary>Is there a lower minimum, or is the problem convex?</summary>
    GlobalPicture = 8,

    /// <summary>What does the loss look like around the end? Pictures for a report; no verdict needs them.</summary>
    Surfaces = 16,

    /// <summary>
    /// How much warmup is needed, is the run long enough, is the batch past the point of use, when would steps overshoot?
    /// </summary>
    Forecast = 32,

    /// <summary>All but pictures.</summary>
    All = Agreement | Escape | Generalization | GlobalPicture | Forecast,
}
