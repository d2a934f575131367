namespace TrainingLint.Core.Knowledge;

/// <summary>Losses by what they expect of the last layer.</summary>
public enum LossKind
{
    /// <summary>Not known, or none of the others.</summary>
    Unknown,

    /// <summary>Binary cross-entropy of probabilities.</summary>
    BinaryOfProbabilities,

    /// <summary>Binary cross-entropy of raw scores.</summary>
    BinaryOfScores,

    /// <summary>Cross-entropy over classes, of probabilities, as Keras names it.</summary>
    CategoricalOfProbabilities,

    /// <summary>Cross-entropy over classes, of raw scores, as torch has it.</summary>
    CrossEntropyOfScores,

    /// <summary>Negative log-likelihood over classes, of logarithms of probabilities, as torch has it.</summary>
    OfLogProbabilities,

    /// <summary>The distance between numbers: squared, absolute or Huber's.</summary>
    OfNumbers,
}
