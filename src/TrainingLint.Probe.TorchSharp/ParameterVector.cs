using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>
/// The trainable parameters of a model as one vector, in the order of named_parameters. Numbers are copied once on their way in or out, by way of a
/// tensor of the parameters' own type, so that torch notices every change.
/// </summary>
internal sealed class ParameterVector : IDisposable
{
    private readonly Tensor _staging;

    private ParameterVector(IReadOnlyList<ParameterSlot> slots)
    {
        Slots = slots;
        Count = slots[^1].End;
        Parameters = [.. slots.Select(slot => (Tensor)slot.Parameter)];
        _staging = empty(Count, Type, CPU).DetachFromDisposeScope();
    }

    /// <summary>Where each parameter lies.</summary>
    public IReadOnlyList<ParameterSlot> Slots { get; }

    /// <summary>The parameters themselves.</summary>
    public IList<Tensor> Parameters { get; }

    /// <summary>How many numbers they hold together.</summary>
    public int Count { get; }

    /// <summary>float32 or float64.</summary>
    public ScalarType Type => Slots[0].Parameter.dtype;

    /// <summary>Where they are.</summary>
    public Device Device => Slots[0].Parameter.device;

    /// <summary>The trainable parameters of a model, after a check that they can be measured.</summary>
    /// <param name="model">The model.</param>
    /// <param name="notes">Hears what is tied and what is left out.</param>
    /// <exception cref="TorchProbeException">There are none, or they are of another type, on several devices, or not finite.</exception>
    public static ParameterVector Of(nn.Module model, ICollection<string> notes) => new(ParameterSlot.Find(model, notes));

    /// <summary>Sets the parameters.</summary>
    public void Write(ReadOnlySpan<double> values)
    {
        Stage(values);
        using var scope = NewDisposeScope();
        using var silent = no_grad();
        foreach (var slot in Slots)
        {
            slot.Parameter.copy_(Part(slot));
        }
    }

    /// <summary>Reads the parameters.</summary>
    public void Read(Span<double> values)
    {
        using var scope = NewDisposeScope();
        using var silent = no_grad();
        foreach (var slot in Slots)
        {
            Part(slot).copy_(slot.Parameter);
        }

        Unstage(values);
    }

    /// <summary>Reads the gradients, which are zero for parameters that have none, and takes them away.</summary>
    public void TakeGradients(Span<double> values)
    {
        using var scope = NewDisposeScope();
        using var silent = no_grad();
        foreach (var slot in Slots)
        {
            if (slot.Parameter.grad is { } gradient)
            {
                Part(slot).copy_(gradient);
                slot.Parameter.grad = null;
            }
            else
            {
                Part(slot).zero_();
            }
        }

        Unstage(values);
    }

    /// <summary>A direction in the shapes of the parameters, valid until the next call of anything here. The caller's scope disposes of it.</summary>
    public Tensor[] Directions(ReadOnlySpan<double> direction)
    {
        Stage(direction);
        return [.. Slots.Select(slot => Part(slot).to(Device))];
    }

    public void Dispose() => _staging.Dispose();

    private Tensor Part(ParameterSlot slot) => _staging.narrow(0, slot.Offset, slot.End - slot.Offset).view(slot.Parameter.shape);

    private void Stage(ReadOnlySpan<double> values)
    {
        if (Type == ScalarType.Float64)
        {
            values.CopyTo(MemoryMarshal.Cast<byte, double>(_staging.bytes));
        }
        else
        {
            TensorPrimitives.ConvertTruncating(values, MemoryMarshal.Cast<byte, float>(_staging.bytes));
        }
    }

    private void Unstage(Span<double> values)
    {
        if (Type == ScalarType.Float64)
        {
            MemoryMarshal.Cast<byte, double>(_staging.bytes).CopyTo(values);
        }
        else
        {
            TensorPrimitives.ConvertTruncating<float, double>(MemoryMarshal.Cast<byte, float>(_staging.bytes), values);
        }
    }
}
