using System;
using System.Collections.Generic;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Training;

/// <summary>Which parameters of a problem belong together.</summary>
internal static class ParameterLayout
{
    /// <summary>All parameters in pieces: what the problem names, or what its filters form, and what lies between.</summary>
    public static IReadOnlyList<ParameterTensor> Of(IProblem problem)
    {
        var inner = problem is GuardedProblem guarded ? guarded.Inner : problem;
        return Filled(inner switch
        {
            IHasTensors known => known.Tensors,
            IHasFilters filtered => FromFilters(filtered.Filters),
            _ => [],
        }, problem.ParameterCount);
    }

    /// <summary>Filters of the same length that follow each other are the rows of one matrix.</summary>
    private static List<ParameterTensor> FromFilters(ReadOnlySpan<Range> filters)
    {
        var tensors = new List<ParameterTensor>();
        foreach (var filter in filters)
        {
            var (start, length) = (filter.Start.Value, filter.End.Value - filter.Start.Value);
            if (tensors.Count > 0 && tensors[^1] is var last && last.Columns == length && last.Start + last.Count == start)
            {
                tensors[^1] = last with { Rows = last.Rows + 1 };
            }
            else
            {
                tensors.Add(new(start, 1, length));
            }
        }

        return tensors;
    }

    private static List<ParameterTensor> Filled(IReadOnlyList<ParameterTensor> known, int parameters)
    {
        var all = new List<ParameterTensor>();
        var next = 0;
        foreach (var tensor in known)
        {
            AddVector(tensor.Start);
            all.Add(tensor);
            next = tensor.Start + tensor.Count;
        }

        AddVector(parameters);
        return all;

        void AddVector(int end)
        {
            if (end > next)
            {
                all.Add(new(next, 1, end - next));
            }
        }
    }
}
