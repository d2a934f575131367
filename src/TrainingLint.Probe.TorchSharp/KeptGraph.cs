using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>The gradient at a point with the graph that it came from, so that it can be differentiated as often as there are directions.</summary>
internal sealed class KeptGraph : IDisposable
{
    private readonly List<(int Slot, Tensor Gradient)> _parts = [];

    /// <summary>Adds the gradients of one pass: those that depend on the parameters. The others have no derivative.</summary>
    public void Add(IList<Tensor> gradients)
    {
        for (var slot = 0; slot < gradients.Count; slot++)
        {
            // A parameter without influence has no gradient at all.
            if (!gradients[slot].IsInvalid && gradients[slot].requires_grad)
            {
                _parts.Add((slot, gradients[slot].DetachFromDisposeScope()));
            }
        }
    }

    /// <summary>Differentiates the gradient along a direction; the products are left as gradients of the parameters.</summary>
    /// <param name="direction">One tensor for each parameter.</param>
    /// <param name="parameters">With respect to which.</param>
    public void Differentiate(IReadOnlyList<Tensor> direction, IList<Tensor> parameters)
    {
        if (_parts.Count > 0)
        {
            // Not autograd.grad: what that throws is caught by nobody and ends the process.
            autograd.backward([.. _parts.Select(part => part.Gradient)], [.. _parts.Select(part => direction[part.Slot])],
                retain_graph: true, create_graph: false, parameters);
        }
    }

    public void Dispose()
    {
        foreach (var (_, gradient) in _parts)
        {
            gradient.Dispose();
        }
    }
}
