using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Problems.Functions;

/// <summary>
/// x' Q diag(spectrum) Q' x / 2 with a Householder reflection Q = I - 2uu'. Known: every eigenvalue, trace, density and stability limit.
/// </summary>
public sealed class Quadratic : FunctionProblem, IDeclaresConvexity, IHasTestedGradients
{
    private readonly double[] _spectrum;
    private readonly double[] _mirror;

    /// <summary>A quadratic with a chosen spectrum.</summary>
    /// <param name="spectrum">Eigenvalues; null for 50 of them from 1e-3 to 1, evenly in logarithm.</param>
    /// <param name="seed">Seed of the eigenvectors.</param>
    public Quadratic(IReadOnlyList<double>? spectrum = null, int seed = 0)
    {
        _spectrum = spectrum is null ? [.. Enumerable.Range(0, 50).Select(i => Math.Pow(10, -3 * i / 49.0))] : [.. spectrum];
        _mirror = new double[_spectrum.Length];
        new RandomNumbers(seed, RandomStream.Construction).FillNormal(_mirror);
        TensorPrimitives.Divide(_mirror, TensorPrimitives.Norm<double>(_mirror), _mirror);
    }

    /// <inheritdoc/>
    public override string Name => "quadratic";

    /// <inheritdoc/>
    public override int ParameterCount => _spectrum.Length;

    /// <summary>The eigenvalues.</summary>
    public IReadOnlyList<double> Eigenvalues => _spectrum;

    /// <inheritdoc/>
    public bool IsConvex => TensorPrimitives.Min<double>(_spectrum) >= 0;

    /// <inheritdoc/>
    public override void Initialize(int seed, Span<double> parameters) =>
        new RandomNumbers(seed, RandomStream.Initialization).FillNormal(parameters);

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var product = gradient.IsEmpty ? new double[x.Length] : gradient;
        Multiply(x, x, product);
        return 0.5 * TensorPrimitives.Dot(x, product);
    }

    /// <inheritdoc/>
    protected override void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> vector, Span<double> product)
    {
        Reflect(vector, product);
        TensorPrimitives.Multiply(product, _spectrum, product);
        Reflect(product, product);
    }

    private void Reflect(ReadOnlySpan<double> vector, Span<double> target) =>
        TensorPrimitives.MultiplyAdd(_mirror, -2 * TensorPrimitives.Dot(_mirror, vector), vector, target);
}
