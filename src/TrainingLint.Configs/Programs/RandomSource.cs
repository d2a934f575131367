namespace TrainingLint.Configs.Programs;

/// <summary>Which randomness a program seeds or draws from.</summary>
public enum RandomSource
{
    /// <summary>PyTorch's generators.</summary>
    Torch,

    /// <summary>NumPy's global generator.</summary>
    NumPy,

    /// <summary>Python's <c>random</c>.</summary>
    Python,

    /// <summary>TensorFlow, Keras or JAX.</summary>
    Other,

    /// <summary>All of them, by a helper of a library such as Lightning's <c>seed_everything</c>.</summary>
    Everything,
}
