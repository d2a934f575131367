using System.Collections.Generic;
using System.Linq;

namespace TrainingLint.Probe.Bridge;

/// <summary>One tensor of parameters.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Shape">Its dimensions; none for a single number.</param>
public sealed record ParameterTensor(string Name, IReadOnlyList<int> Shape)
{
    /// <summary>How many numbers it holds.</summary>
    public int Count => Shape.Aggregate(1, (count, length) => count * length);
}
