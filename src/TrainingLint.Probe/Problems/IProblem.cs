using System;

namespace TrainingLint.Probe.Problems;

/// <summary>
/// Something that can be trained: a mean loss over samples as a function of parameters. Implement this to probe code of your own.
/// Answers must depend on the arguments only; the probe checks that and calls from one thread at a time.
/// </summary>
public interface IProblem
{
    /// <summary>Short name for reports.</summary>
    string Name { get; }

    /// <summary>Number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>Number of samples; 1 for a plain function.</summary>
    int SampleCount { get; }

    /// <summary>Relative rounding error of loss and gradient; that of double unless told otherwise.</summary>
    double Rounding => 2.2e-16;

    /// <summary>Writes the starting parameters; the same seed always gives the same ones.</summary>
    void Initialize(int seed, Span<double> parameters);

    /// <summary>The mean loss over samples, and its gradient.</summary>
    /// <param name="parameters">Where.</param>
    /// <param name="samples">Over which samples.</param>
    /// <param name="gradient">Receives the gradient; empty when only the loss is wanted.</param>
    double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient);
}
