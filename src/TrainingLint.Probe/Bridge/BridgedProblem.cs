using System;
using System.Collections.Generic;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Bridge;

/// <summary>
/// A problem in another process, in whatever language, which answers the commands of docs/bridge.md. Numbers travel in the precision that
/// the other side computes in; here they are doubles. Dispose of it, and the process ends.
/// </summary>
public abstract class BridgedProblem : IHasFilters, IHeldOut, IHasNotes, IDisposable
{
    /// <summary>Sums of many rounded numbers err by a little more than one of them.</summary>
    private const double ProductRoundings = 4;

    private readonly BridgeClient _client;
    private readonly Range[] _filters;

    private BridgedProblem(BridgeClient client)
    {
        _client = client;
        _filters = FindFilters(client.Description.Tensors);
    }

    /// <summary>Starts the process and asks what it holds.</summary>
    /// <returns>The problem; it is <see cref="IExactCurvature"/> and <see cref="IPredicts"/> when the other side offers that.</returns>
    /// <exception cref="BridgeException">There is no such program, it ends, is silent too long, or its problem fails.</exception>
    public static BridgedProblem Start(BridgeOptions options)
    {
        var client = new BridgeClient(options);
        return (client.Description.OffersProducts, client.Description.OffersPredictions) switch
        {
            (true, true) => new CurvedClassifier(client),
            (true, false) => new Curved(client),
            (false, true) => new Classifier(client),
            _ => new Plain(client),
        };
    }

    /// <inheritdoc/>
    public string Name => _client.Description.Name;

    /// <inheritdoc/>
    public int ParameterCount => _client.Description.ParameterCount;

    /// <inheritdoc/>
    public int SampleCount => _client.Description.SampleCount;

    /// <summary>The tensors whose numbers make up the parameters, in that order.</summary>
    public IReadOnlyList<ParameterTensor> Tensors => _client.Description.Tensors;

    /// <summary>True when the other side computes in float32, false for float64.</summary>
    public bool IsSingle => _client.Description.IsSingle;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _client.Description.Notes;

    /// <inheritdoc/>
    public double Rounding => _client.Description.Rounding;

    /// <summary>Relative rounding error of one Hessian product.</summary>
    public double ProductRounding => ProductRoundings * Rounding;

    /// <summary>One filter for each slice along the first dimension of a tensor of two dimensions or more.</summary>
    public ReadOnlySpan<Range> Filters => _filters;

    /// <inheritdoc/>
    public void Initialize(int seed, Span<double> parameters) => _client.Initialise(seed, parameters);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) =>
        _client.Loss(parameters, samples, gradient);

    /// <inheritdoc/>
    public double? HeldOutLoss(ReadOnlySpan<double> parameters) =>
        _client.Description.OffersHeldOutLoss ? _client.HeldOutLoss(parameters) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Range[] FindFilters(IReadOnlyList<ParameterTensor> tensors)
    {
        var filters = new List<Range>();
        var offset = 0;
        foreach (var tensor in tensors)
        {
            var slices = tensor.Shape.Count >= 2 ? tensor.Shape[0] : 0;
            for (var slice = 0; slice < slices; slice++)
            {
                var length = tensor.Count / slices;
                filters.Add((offset + (slice * length))..(offset + ((slice + 1) * length)));
            }

            offset += tensor.Count;
        }

        return [.. filters];
    }

    private sealed class Plain(BridgeClient client) : BridgedProblem(client);

    private sealed class Curved(BridgeClient client) : BridgedProblem(client), IExactCurvature
    {
        public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples) =>
            new BridgedHessian(_client, parameters, samples);
    }

    private sealed class Classifier(BridgeClient client) : BridgedProblem(client), IPredicts
    {
        public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes) =>
            _client.Predict(parameters, samples, classes);
    }

    private sealed class CurvedClassifier(BridgeClient client) : BridgedProblem(client), IExactCurvature, IPredicts
    {
        public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples) =>
            new BridgedHessian(_client, parameters, samples);

        public void Predict(ReadOnlySpan<double> parameters, SampleSet samples, Span<int> classes) =>
            _client.Predict(parameters, samples, classes);
    }
}
