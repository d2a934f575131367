namespace TrainingLint.Core.Knowledge;

/// <summary>How the upper end of a range grows with the batch.</summary>
public enum BatchScaling
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Linearly (Goyal et al. 2017).</summary>
    Linear,

    /// <summary>With the square root (Krizhevsky 2014; Malladi et al. 2022 for Adam).</summary>
    SquareRoot,
}
