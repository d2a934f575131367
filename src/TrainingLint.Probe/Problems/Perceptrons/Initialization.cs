namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>How the weights of a perceptron start.</summary>
public enum Initialization
{
    /// <summary>Uniform with bound 1/sqrt(fan-in), biases too: what torch's Linear does.</summary>
    Torch,

    /// <summary>Normal with variance 2/(fan-in + fan-out), biases zero (Glorot and Bengio 2010): for tanh.</summary>
    Xavier,

    /// <summary>Normal with variance 2/fan-in, biases zero (He et al. 2015, arXiv:1502.01852): for ReLU.</summary>
    He,

    /// <summary>All weights the same: hidden units never become different. Shows what that mistake does.</summary>
    Constant,
}
