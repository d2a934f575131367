using System;
using System.Numerics.Tensors;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Escape;

/// <summary>
/// Random unit directions around a point. Where parameters form filters, each filter is pushed in proportion to its own size and everything
/// else (biases) stays, so that rescaling layers against each other changes nothing (Li et al. 2017, arXiv:1712.09913).
/// </summary>
internal sealed class PerturbationDirections
{
    private readonly Range[] _filters;
    private readonly double[] _filterNorms;
    private readonly RandomNumbers _random;

    /// <summary>Directions around a point.</summary>
    public PerturbationDirections(IProblem problem, ReadOnlySpan<double> point, RandomNumbers random)
    {
        var inner = problem is GuardedProblem guarded ? guarded.Inner : problem;
        _filters = inner is IHasFilters { Filters: var filters } ? filters.ToArray() : [];
        _filterNorms = new double[_filters.Length];
        for (var i = 0; i < _filters.Length; i++)
        {
            _filterNorms[i] = TensorPrimitives.Norm(point[_filters[i]]);
        }

        FilterNorm = TensorPrimitives.Norm<double>(_filterNorms);
        _random = random;
    }

    /// <summary>Norm of all filters at the point; 0 where there are none, or all are zero, and directions are then the same in all parameters.</summary>
    public double FilterNorm { get; }

    /// <summary>Writes the next direction, of norm 1.</summary>
    public void Fill(Span<double> direction)
    {
        _random.FillNormal(direction);
        if (FilterNorm > 0)
        {
            Normalise(direction);
        }

        TensorPrimitives.Divide(direction, TensorPrimitives.Norm<double>(direction), direction);
    }

    private void Normalise(Span<double> direction)
    {
        var drawn = direction.ToArray();
        direction.Clear();
        for (var i = 0; i < _filters.Length; i++)
        {
            var filter = drawn.AsSpan(_filters[i]);
            TensorPrimitives.Multiply(filter, _filterNorms[i] / TensorPrimitives.Norm<double>(filter), direction[_filters[i]]);
        }
    }
}
