
namespace TrainingLint.Core.Recipes;

/// <summary>What a length of training is counted in.</summary>
public enum LengthUnit
{
    /// <summary>The reader cannot tell.</summary>
    Unknown,

    /// <summary>Optimizer steps.</summary>
    Steps,

    /// <summary>Passes over the training data.</summary>
    Epochs,

    /// <summary>Tokens seen.</summary>
    Tokens,

    /// <summary>A share of the whole run, in [0, 1].</summary>
    ShareOfRun,
}
