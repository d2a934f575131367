using System;

namespace TrainingLint.Probe.Problems;

/// <summary>Which samples an evaluation covers.</summary>
public sealed class SampleSet
{
    private readonly int[] _indices;

    private SampleSet(int[] indices, bool isAll)
    {
        _indices = indices;
        IsAll = isAll;
    }

    /// <summary>The samples, each a number from 0.</summary>
    public ReadOnlySpan<int> Indices => _indices;

    /// <summary>How many samples there are.</summary>
    public int Count => _indices.Length;

    /// <summary>True for all samples in their natural order.</summary>
    public bool IsAll { get; }

    /// <summary>All samples of a problem.</summary>
    public static SampleSet All(int count)
    {
        var indices = new int[count];
        for (var i = 0; i < count; i++)
        {
            indices[i] = i;
        }

        return new SampleSet(indices, isAll: true);
    }

    /// <summary>Some samples.</summary>
    public static SampleSet Of(ReadOnlySpan<int> indices) => new(indices.ToArray(), isAll: false);
}
