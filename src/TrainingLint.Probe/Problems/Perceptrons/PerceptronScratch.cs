namespace TrainingLint.Probe.Problems.Perceptrons;

/// <summary>Room for one chunk's Hessian product, reused between calls.</summary>
internal sealed class PerceptronScratch<T>
    where T : unmanaged
{
    public PerceptronScratch(PerceptronShape shape, int rows, int count)
    {
        Values = new T[shape.Layers][];
        Inner = new T[shape.Layers][];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            Values[layer] = new T[rows * count * shape.Outputs(layer)];
            Inner[layer] = layer < shape.Layers - 1 ? new T[Values[layer].Length] : [];
        }
    }

    /// <summary>Directional derivatives of each layer's values, then of its errors.</summary>
    public T[][] Values { get; }

    /// <summary>Directional derivatives of each layer's inputs.</summary>
    public T[][] Inner { get; }
}
