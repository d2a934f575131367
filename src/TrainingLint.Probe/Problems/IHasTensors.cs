using System.Collections.Generic;

namespace TrainingLint.Probe.Problems;

/// <summary>
/// A problem that says which parameters form matrices, for rules that look at whole layers (LAMB, LARS, Muon, Adafactor). What is part of
/// none counts as a vector.
/// </summary>
public interface IHasTensors : IProblem
{
    /// <summary>Matrices and vectors, in the order of their place; none overlaps another.</summary>
    IReadOnlyList<ParameterTensor> Tensors { get; }
}
