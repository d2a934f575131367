using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>Losses, gradients and Hessian products of a model at points of its parameter space.</summary>
internal sealed class TorchMeasurement : IDisposable
{
    private readonly TorchModel _model;
    private readonly Surroundings _surroundings;
    private readonly double[] _own;
    private readonly int _samplesPerPass;
    private readonly List<string> _notes = [];
    private (TorchHessian Of, KeptGraph Graph)? _kept;

    /// <exception cref="TorchProbeException">The model or its data cannot be measured.</exception>
    public TorchMeasurement(TorchModel model, TorchData data, TorchProbeOptions options)
    {
        _model = model;
        Name = options.Name ?? model.Module.GetType().Name;
        Vector = ParameterVector.Of(model.Module, _notes);
        _own = new double[Vector.Count];
        Vector.Read(_own);
        Samples = new FrozenSamples(data, options.Samples, Vector.Device, "data");
        HeldOut = options.HeldOut is { } heldOut ? new FrozenSamples(heldOut, options.Samples, Vector.Device, "held-out data") : null;
        _samplesPerPass = options.SamplesPerPass > 0 ? options.SamplesPerPass : int.MaxValue;
        _surroundings = new Surroundings(model.Module, _notes);
        try
        {
            var examination = new Examination(this, model, options, _surroundings);
            examination.Run(_notes, _own);
            (IsTwiceDifferentiable, Classify) = (examination.IsTwiceDifferentiable, examination.Classify);
            DescribeData(data);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name { get; }

    public ParameterVector Vector { get; }

    public FrozenSamples Samples { get; }

    public FrozenSamples? HeldOut { get; }

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>False where a part of the model has no second derivative; products are then differences of gradients.</summary>
    public bool IsTwiceDifferentiable { get; }

    /// <summary>The class of each sample by its inputs; null where there are none.</summary>
    public Func<Tensor, Tensor>? Classify { get; }

    /// <summary>True when all samples go through the model together.</summary>
    public bool IsOnePass => Samples.Count <= _samplesPerPass && (HeldOut?.Count ?? 0) <= _samplesPerPass;

    /// <summary>Adds notes for reports.</summary>
    public void Tell(IEnumerable<string> notes) => _notes.AddRange(notes);

    /// <summary>The parameters that training starts from with a seed.</summary>
    public void Start(int seed, Span<double> parameters)
    {
        if (_model.Create is { } create)
        {
            Surroundings.Seeded(() => ReadAnother(create), seed).Result.CopyTo(parameters);
        }
        else
        {
            _own.CopyTo(parameters);
        }
    }

    /// <summary>The mean loss over some samples; writes the gradient where one is wanted.</summary>
    public double Loss(ReadOnlySpan<double> point, FrozenSamples data, SampleSet? samples, Span<double> gradient)
    {
        var isGradientWanted = !gradient.IsEmpty;
        MoveTo(point);
        var total = 0.0;
        try
        {
            foreach (var (first, count, share) in Passes(samples?.Count ?? data.Count))
            {
                using var scope = NewDisposeScope();
                using var mode = set_grad_enabled(isGradientWanted);
                var loss = Pass(data, samples, first, count, share);
                total += loss.ToDouble();
                if (isGradientWanted)
                {
                    autograd.backward([loss], inputs: Vector.Parameters);
                }
            }

            if (isGradientWanted)
            {
                Vector.TakeGradients(gradient);
            }
        }
        finally
        {
            _surroundings.RestoreBuffers();
        }

        return total;
    }

    /// <summary>The class that the model gives each sample at a point.</summary>
    public void Predict(ReadOnlySpan<double> point, SampleSet samples, Span<int> classes)
    {
        MoveTo(point);
        foreach (var (first, count, _) in Passes(samples.Count))
        {
            using var scope = NewDisposeScope();
            using var silent = no_grad();
            var (inputs, _) = Samples.Take(samples, first, count);
            var found = Surroundings.Seeded(() => Classify!(inputs)).Result;
            found.to(ScalarType.Int32).cpu().contiguous().data<int>().ToArray().CopyTo(classes.Slice(first, count));
        }

        _surroundings.RestoreBuffers();
    }

    /// <summary>Multiplies a direction with a Hessian. The graph of the last point is kept: further products there cost one backward pass each.</summary>
    public void Multiply(TorchHessian hessian, ReadOnlySpan<double> direction, Span<double> product)
    {
        if (_kept?.Of != hessian)
        {
            MoveTo(hessian.Point);
            _kept = (hessian, Differentiable(hessian.Samples, hessian.Samples.Count));
        }

        using var scope = NewDisposeScope();
        _kept.Value.Graph.Differentiate(Vector.Directions(direction), Vector.Parameters);
        Vector.TakeGradients(product);
    }

    /// <summary>The gradient over the first samples, ready to be differentiated. The caller disposes of it.</summary>
    public KeptGraph Differentiable(SampleSet? samples, int count)
    {
        var graph = new KeptGraph();
        foreach (var (first, size, share) in Passes(count))
        {
            using var scope = NewDisposeScope();
            using var mode = enable_grad();
            var loss = Pass(Samples, samples, first, size, share);
            graph.Add(autograd.grad([loss], Vector.Parameters, retain_graph: true, create_graph: true, allow_unused: true));
        }

        return graph;
    }

    /// <summary>Forgets the kept graph; what its passes wrote is put back only now, because the graph remembers it.</summary>
    public void Release()
    {
        if (_kept is { } kept)
        {
            kept.Graph.Dispose();
            _kept = null;
            _surroundings.RestoreBuffers();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        Vector.Write(_own);
        _surroundings.Dispose();
        Vector.Dispose();
        Samples.Dispose();
        HeldOut?.Dispose();
        _model.Dispose();
    }

    /// <summary>One pass through the model: the loss of some samples times their share of all.</summary>
    private Tensor Pass(FrozenSamples data, SampleSet? samples, int first, int count, double share)
    {
        var (inputs, targets) = data.Take(samples, first, count);
        var loss = Surroundings.Seeded(() => _model.Loss(inputs, targets)).Result;
        return share == 1 ? loss : loss * share;
    }

    private void MoveTo(ReadOnlySpan<double> point)
    {
        Release();
        Vector.Write(point);
    }

    private IEnumerable<(int First, int Count, double Share)> Passes(int count)
    {
        for (var first = 0; first < count; first += Math.Min(_samplesPerPass, count - first))
        {
            var size = Math.Min(_samplesPerPass, count - first);
            yield return (first, size, size == count ? 1 : size / (double)count);
        }
    }

    private double[] ReadAnother(Func<nn.Module> create)
    {
        using var scope = NewDisposeScope();
        using var another = create();
        using var vector = ParameterVector.Of(another, []);
        if (!vector.Slots.Select(slot => (slot.Name, slot.End)).SequenceEqual(Vector.Slots.Select(slot => (slot.Name, slot.End))))
        {
            throw new TorchProbeException("the function gives another model when it is called again: " + ParameterSlot.Named(vector.Slots.Select(slot => slot.Name)));
        }

        var start = new double[vector.Count];
        vector.Read(start);
        return start;
    }

    private void DescribeData(TorchData data)
    {
        _notes.Insert(0, $"{(_surroundings.IsTraining ? "train" : "eval")} mode on {Vector.Device}, {Samples.Shapes}");
        if (data.IsLoaded)
        {
            _notes.Add(FormattableString.Invariant($"the first {Samples.Count} samples of the loader, frozen"));
        }

        if (_model.Create is null)
        {
            _notes.Add("every seed starts from the model's own weights, because there is one model and no function that makes it");
        }
    }
}
