using System;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>Fixed samples on the model's device.</summary>
internal sealed class FrozenSamples : IDisposable
{
    private readonly Tensor _inputs;
    private readonly Tensor _targets;

    public FrozenSamples(TorchData data, int limit, Device device, string what)
    {
        var (inputs, targets) = data.Take(limit);
        using var scope = NewDisposeScope();
        try
        {
            Count = Checked(inputs, targets, what);
            _inputs = inputs.detach().to(device).DetachFromDisposeScope();
            _targets = targets.detach().to(device).DetachFromDisposeScope();
        }
        finally
        {
            inputs.Dispose();
            targets.Dispose();
        }
    }

    public int Count { get; }

    /// <summary>True for one whole number per sample.</summary>
    public bool HasClasses => _targets.dim() == 1 && _targets.dtype == ScalarType.Int64;

    /// <summary>Shapes and types, for messages.</summary>
    public string Shapes =>
        FormattableString.Invariant($"inputs [{string.Join(", ", _inputs.shape)}] {_inputs.dtype}, targets [{string.Join(", ", _targets.shape)}] {_targets.dtype}");

    /// <summary>The targets as classes.</summary>
    public int[] Classes()
    {
        using var scope = NewDisposeScope();
        return _targets.to(ScalarType.Int32).cpu().contiguous().data<int>().ToArray();
    }

    /// <summary>Inputs and targets of some samples; the caller's scope disposes of them.</summary>
    /// <param name="samples">Which; null for all of these.</param>
    /// <param name="first">The first of them that is wanted.</param>
    /// <param name="count">How many are wanted.</param>
    public (Tensor Inputs, Tensor Targets) Take(SampleSet? samples, int first, int count)
    {
        if (samples is null || samples.IsAll)
        {
            return (_inputs.narrow(0, first, count), _targets.narrow(0, first, count));
        }

        var indices = tensor(samples.Indices.Slice(first, count).ToArray(), ScalarType.Int64, _inputs.device);
        return (_inputs.index_select(0, indices), _targets.index_select(0, indices));
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _targets.Dispose();
    }

    private static int Checked(Tensor inputs, Tensor targets, string what)
    {
        if (inputs.dim() == 0 || targets.dim() == 0 || inputs.shape[0] != targets.shape[0])
        {
            throw new TorchProbeException(
                FormattableString.Invariant($"the {what} are inputs [{string.Join(", ", inputs.shape)}] and targets [{string.Join(", ", targets.shape)}]; wanted are two tensors with as many samples along the first dimension"));
        }

        if (inputs.shape[0] is < 1 or > int.MaxValue)
        {
            throw new TorchProbeException(FormattableString.Invariant($"the {what} hold {inputs.shape[0]} samples"));
        }

        using var scope = NewDisposeScope();
        foreach (var (name, part) in new[] { ("inputs", inputs), ("targets", targets) })
        {
            if (part.is_floating_point() && !part.isfinite().all().item<bool>())
            {
                throw new TorchProbeException($"the {what}'s {name} hold numbers that are not finite");
            }
        }

        return (int)inputs.shape[0];
    }
}
