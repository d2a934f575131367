namespace TrainingLint.Configs.Checks.Programs;

/// <summary>What a line of a training loop does to gradients, weights and rates.</summary>
internal enum TrainingAct
{
    /// <summary>Clears gradients.</summary>
    Clear,

    /// <summary>Computes gradients.</summary>
    Backward,

    /// <summary>Follows gradients.</summary>
    Step,

    /// <summary>Steps a schedule.</summary>
    Schedule,

    /// <summary>Builds an optimizer.</summary>
    BuildOptimizer,

    /// <summary>Builds a schedule.</summary>
    BuildSchedule,

    /// <summary>Hands all that there is, or an optimizer, to something that may do any of these.</summary>
    Unknown,
}
