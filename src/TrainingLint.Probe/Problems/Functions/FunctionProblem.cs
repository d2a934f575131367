using System;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>A plain function of few parameters with a Hessian that is written out.</summary>
public abstract class FunctionProblem : IExactCurvature
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract int ParameterCount { get; }

    /// <inheritdoc/>
    public int SampleCount => 1;

    /// <inheritdoc/>
    public abstract void Initialize(int seed, Span<double> parameters);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) => Evaluate(parameters, gradient);

    /// <inheritdoc/>
    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        var point = parameters.ToArray();
        return new DelegateOperator(ParameterCount, (vector, product) => Multiply(point, vector, product));
    }

    /// <summary>Value, and gradient unless its span is empty.</summary>
    public abstract double Evaluate(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Product of the Hessian at x with a vector.</summary>
    protected abstract void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product);
}
