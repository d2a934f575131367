namespace TrainingLint.Core.Schedules;

/// <summary>The family that a schedule's name stands for.</summary>
public enum ScheduleKind
{
    /// <summary>The name does not determine the arithmetic (plateau, cyclic, adaptive, user code).</summary>
    Unknown,

    /// <summary>One rate.</summary>
    Constant,

    /// <summary>A drop after every period.</summary>
    Step,

    /// <summary>A drop at each milestone.</summary>
    MultiStep,

    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>A power of the remaining share.</summary>
    Polynomial,

    /// <summary>Half a cosine wave.</summary>
    Cosine,

    /// <summary>torch's periodic cosine.</summary>
    CosineWave,

    /// <summary>Cosine with restarts at full height.</summary>
    CosineWithRestarts,

    /// <summary>A constant ratio per period.</summary>
    Exponential,

    /// <summary>Up and down once.</summary>
    OneCycle,

    /// <summary>The inverse square root of time.</summary>
    InverseSquareRoot,

    /// <summary>The inverse square root of time, scaled by the model's width.</summary>
    Noam,

    /// <summary>Constant with a straight fall at the end.</summary>
    WarmupStableDecay,

    /// <summary>Constant with an exponential fall at the end.</summary>
    TriStage,
}
