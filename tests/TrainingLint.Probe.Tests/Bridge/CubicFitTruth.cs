using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Tests.Bridge;

/// <summary>The closed form of what samples/ProbeProtocol computes, by dense linear algebra.</summary>
internal sealed class CubicFitTruth
{
    private const int Samples = 50;

    private static readonly double[] Times = [.. Enumerable.Range(0, Samples).Select(i => (2.0 * i / (Samples - 1)) - 1)];

    public double Loss(double[] point, SampleSet samples) => Residuals(point, samples).PointwisePower(2).Sum() / 2 / samples.Count;

    public double[] Gradient(double[] point, SampleSet samples) =>
        (Inputs(samples).TransposeThisAndMultiply(Residuals(point, samples)) / samples.Count).ToArray();

    public double[] Product(double[] vector, SampleSet samples) => (Hessian(samples) * Vector<double>.Build.Dense(vector)).ToArray();

    public double[] Eigenvalues() =>
        [.. Hessian(SampleSet.All(Samples)).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order()];

    private static Matrix<double> Inputs(SampleSet samples) =>
        Matrix<double>.Build.DenseOfRowArrays(samples.Indices.ToArray()
            .Select(i => Enumerable.Range(0, 4).Select(power => Math.Pow(Times[i], power)).ToArray()));

    private static Vector<double> Residuals(double[] point, SampleSet samples) =>
        (Inputs(samples) * Vector<double>.Build.Dense(point))
            - Vector<double>.Build.DenseOfEnumerable(samples.Indices.ToArray().Select(i => 1 / (1 + (25 * Times[i] * Times[i]))));

    private static Matrix<double> Hessian(SampleSet samples) => Inputs(samples).TransposeThisAndMultiply(Inputs(samples)) / samples.Count;
}
