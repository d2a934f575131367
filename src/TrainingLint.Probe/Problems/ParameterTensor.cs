using System;

namespace TrainingLint.Probe.Problems;

/// <summary>A matrix, or a vector, among the parameters. Some rules look at each as a whole.</summary>
/// <param name="Start">Its first parameter.</param>
/// <param name="Rows">Rows; outputs, for the weights of a layer.</param>
/// <param name="Columns">Numbers of a row.</param>
public readonly record struct ParameterTensor(int Start, int Rows, int Columns)
{
    /// <summary>True for what has more than one row and column: a bias, or a gain, has not.</summary>
    public bool IsMatrix => Rows > 1 && Columns > 1;

    /// <summary>How many numbers it holds.</summary>
    public int Count => Rows * Columns;

    /// <summary>Its part of a vector over all parameters.</summary>
    public Range Part => Start..(Start + Count);
}
