using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>Widths of a fully connected network, and where its parameters lie: layer by layer, weights [out, in], then bias.</summary>
internal sealed class PerceptronShape
{
    private readonly int[] _widths;
    private readonly int[] _offsets;

    public PerceptronShape(IReadOnlyList<int> widths)
    {
        if (widths.Count < 2 || widths.Any(width => width <= 0))
        {
            throw new ArgumentException("a perceptron needs at least an input and an output width, all above zero");
        }

        _widths = [.. widths];
        _offsets = new int[Layers];
        var next = 0L;
        for (var layer = 0; layer < Layers; layer++)
        {
            _offsets[layer] = (int)next;
            next += (long)Outputs(layer) * (Inputs(layer) + 1);
            if (next > int.MaxValue / sizeof(double))
            {
                throw new ArgumentException("the layers " + this + " have too many parameters for the memory of a probe; make them narrower");
            }
        }

        ParameterCount = (int)next;
    }

    /// <summary>Units of each layer, inputs first.</summary>
    public IReadOnlyList<int> Widths => _widths;

    /// <summary>Number of weight matrices.</summary>
    public int Layers => _widths.Length - 1;

    public int ParameterCount { get; }

    public int Inputs(int layer) => _widths[layer];

    public int Outputs(int layer) => _widths[layer + 1];

    public int Weights(int layer) => Inputs(layer) * Outputs(layer);

    /// <summary>Where the weights of a layer start.</summary>
    public int WeightOffset(int layer) => _offsets[layer];

    /// <summary>Where the bias of a layer starts.</summary>
    public int BiasOffset(int layer) => _offsets[layer] + Weights(layer);

    public override string ToString() => string.Join('-', _widths.Select(width => width.ToString(CultureInfo.InvariantCulture)));
}
