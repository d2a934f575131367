using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>
/// A TorchSharp model as a mean loss over fixed samples, a function of one vector of parameters. Made by <see cref="TorchProbe"/>. While it lives
/// the model is its own: it writes the model's parameters, switches dropout off, and takes gradients away. Disposing of it puts parameters,
/// gradients, buffers and the modes of all modules back. Exact Hessian products where the model can be differentiated twice
/// (it is then an <see cref="IExactCurvature"/>), and classes where there are any (<see cref="IClassifies"/>).
/// </summary>
public abstract class TorchProblem : IHasFilters, IHeldOut, IHasNotes, IDisposable
{
    /// <summary>Sums of many rounded numbers err by a little more than one of them.</summary>
    private const double ProductRoundings = 4;

    private readonly TorchMeasurement _measurement;
    private readonly Range[] _filters;

    private TorchProblem(TorchMeasurement measurement)
    {
        _measurement = measurement;
        _filters = FindFilters(measurement.Vector.Slots);
    }

    /// <summary>The problem of a measurement, with the abilities that it turned out to have.</summary>
    internal static TorchProblem Of(TorchMeasurement measurement)
    {
        var (isCurved, classifies) = (measurement.IsTwiceDifferentiable, measurement.Classify is not null);
        return (isCurved, classifies) switch
        {
            (true, true) => new CurvedClassifier(measurement),
            (true, false) => new Curved(measurement),
            (false, true) => new Classifier(measurement),
            _ => new Plain(measurement),
        };
    }

    /// <inheritdoc/>
    public string Name => _measurement.Name;

    /// <inheritdoc/>
    public int ParameterCount => _measurement.Vector.Count;

    /// <inheritdoc/>
    public int SampleCount => _measurement.Samples.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _measurement.Notes;

    /// <summary>Relative rounding error of one number of the model's type.</summary>
    public double Rounding => IsSingle ? 1.2e-7 : 2.2e-16;

    /// <summary>Relative rounding error of one Hessian product.</summary>
    public double ProductRounding => ProductRoundings * Rounding;

    /// <summary>True when the model computes in float32, false for float64.</summary>
    public bool IsSingle => _measurement.Vector.Type == ScalarType.Float32;

    /// <summary>One filter for each slice along the first dimension of a parameter of two dimensions or more.</summary>
    public ReadOnlySpan<Range> Filters => _filters;

    /// <inheritdoc/>
    public void Initialize(int seed, Span<double> parameters) => _measurement.Start(seed, parameters);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) =>
        _measurement.Loss(parameters, _measurement.Samples, samples, gradient);

    /// <inheritdoc/>
    public double? HeldOutLoss(ReadOnlySpan<double> parameters) =>
        _measurement.HeldOut is { } heldOut ? _measurement.Loss(parameters, heldOut, samples: null, default) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _measurement.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The model's parameters that are measured, in the order of the vector.</summary>
    internal IReadOnlyList<global::TorchSharp.Modules.Parameter> Parameters =>
        [.. _measurement.Vector.Slots.Select(slot => slot.Parameter)];

    /// <summary>Adds to what reports say about the measuring.</summary>
    internal void Tell(IEnumerable<string> notes) => _measurement.Tell(notes);

    private static Range[] FindFilters(IReadOnlyList<ParameterSlot> slots) =>
    [
        .. from slot in slots
           where slot.Parameter.dim() >= 2
           let length = (slot.End - slot.Offset) / (int)slot.Parameter.shape[0]
           from filter in Enumerable.Range(0, (int)slot.Parameter.shape[0])
           select (slot.Offset + (filter * length))..(slot.Offset + ((filter + 1) * length)),
    ];

    private sealed class Plain(TorchMeasurement measurement) : TorchProblem(measurement);

    private sealed class Curved(TorchMeasurement measurement) : TorchProblem(measurement), IExactCurvature
    {
        public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples) =>
            new TorchHessian(_measurement, parameters, samples);
    }

    private class Classifier(TorchMeasurement measurement) : TorchProblem(measurement), IClassifies
    {
        private readonly int[] _labels = measurement.Samples.Classes();

        public ReadOnlySpan<int> Labels => _labels;

        public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes) =>
            _measurement.Predict(parameters, samples, classes);
    }

    private sealed class CurvedClassifier(TorchMeasurement measurement) : Classifier(measurement), IExactCurvature
    {
        public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples) =>
            new TorchHessian(_measurement, parameters, samples);
    }
}
