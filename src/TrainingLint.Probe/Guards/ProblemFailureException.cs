using System;

namespace TrainingLint.Probe.Guards;

/// <summary>A problem did something that no measurement can be built on.</summary>
/// <param name="message">What, for people.</param>
/// <param name="step">Update before which it happened.</param>
/// <param name="parameterNorm">Norm of the parameters then.</param>
/// <param name="inner">What the problem threw.</param>
public sealed class ProblemFailureException(string message, int step, double parameterNorm, Exception? inner = null)
    : Exception(FormattableString.Invariant($"{message} (step {step}, parameter norm {parameterNorm:G6})"), inner)
{
    /// <summary>Update before which it happened.</summary>
    public int Step { get; } = step;

    /// <summary>Norm of the parameters then.</summary>
    public double ParameterNorm { get; } = parameterNorm;
}
