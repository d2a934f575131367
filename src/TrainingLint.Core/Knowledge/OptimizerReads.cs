using System;

namespace TrainingLint.Core.Knowledge;

/// <summary>Constants that an optimizer reads besides its rate and its weight decay.</summary>
[Flags]
public enum OptimizerReads
{
    /// <summary>None of them.</summary>
    Nothing = 0,

    /// <summary>A momentum coefficient.</summary>
    Momentum = 1,

    /// <summary>Decay rates of running means.</summary>
    Betas = 2,

    /// <summary>A constant beside the divisor.</summary>
    Epsilon = 4,

    /// <summary>All, or nobody knows which.</summary>
    Everything = Momentum | Betas | Epsilon,
}
