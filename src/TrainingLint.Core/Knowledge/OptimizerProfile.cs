namespace TrainingLint.Core.Knowledge;

/// <summary>What is known of one optimizer, whatever framework brings it.</summary>
/// <param name="Spelling">Lower-case letters and digits that its names have in common.</param>
/// <param name="Family">Kind of optimizer, by which rates (<see cref="LearningRateRanges"/>) and decays are judged by regime.</param>
/// <param name="Source">The paper or the code that the row follows.</param>
public sealed record OptimizerProfile(string Spelling, OptimizerFamily Family, string Source)
{
    /// <summary>True where the spelling also occurs within other words (lamb in lambda, nag in manager), so that it must be a word of its own.</summary>
    public bool IsWord { get; init; }

    /// <summary>True where the spelling means other things outside of a key for optimizers (a person, a protocol).</summary>
    public bool IsEverydayWord { get; init; }

    /// <summary>Name as people write it.</summary>
    public required string ShownName { get; init; }

    /// <summary>True where weight decay shrinks the weights by itself instead of joining the gradient.</summary>
    public bool DecouplesWeightDecay { get; init; }

    /// <summary>Which constants it reads; a framework's default for another one is no part of the recipe.</summary>
    public OptimizerReads Reads { get; init; } = OptimizerReads.Everything;

    /// <summary>True for kinds of SGD whose name says that they have momentum, which then is not 0 by default.</summary>
    public bool NamesMomentum { get; init; }

    /// <summary>True where the optimizer estimates the length of its steps, and the rate multiplies it.</summary>
    public bool FindsItsStep { get; init; }

    /// <summary>A rate of everyday use when training from scratch with a batch of 256 samples.</summary>
    public required double UsualRate { get; init; }

    /// <summary>A weight decay of everyday use.</summary>
    public required double UsualWeightDecay { get; init; }
}
