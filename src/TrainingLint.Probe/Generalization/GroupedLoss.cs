using System;
using System.Linq;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Generalization;

/// <summary>
/// A mean loss as the means of up to 20 groups of samples. A problem answers for sets of samples, not for each one, and the spread of group means
/// gives the standard error at the cost of one pass. Losses of two points over the same samples can be compared group by group.
/// </summary>
internal sealed class GroupedLoss
{
    private const int MostGroups = 20;

    private readonly double[] _means;
    private readonly double[] _weights;

    private GroupedLoss(double[] means, double[] weights)
    {
        (_means, _weights) = (means, weights);
    }

    /// <summary>The mean, with its standard error.</summary>
    public MeasuredValue Mean => MeanOf(_means, _weights);

    /// <summary>The loss at a point.</summary>
    /// <param name="problem">Whose loss.</param>
    /// <param name="parameters">Where.</param>
    /// <param name="samples">Over which samples, in random order.</param>
    public static GroupedLoss At(IProblem problem, ReadOnlySpan<double> parameters, SampleSet samples)
    {
        var groups = Math.Min(MostGroups, samples.Count);
        var (means, weights) = (new double[groups], new double[groups]);
        for (var group = 0; group < groups; group++)
        {
            var (from, to) = ((int)((long)samples.Count * group / groups), (int)((long)samples.Count * (group + 1) / groups));
            means[group] = problem.Evaluate(parameters, SampleSet.Of(samples.Indices[from..to]), default);
            weights[group] = (to - from) / (double)samples.Count;
        }

        return new GroupedLoss(means, weights);
    }

    /// <summary>A loss whose samples nobody else sees, so that its error is unknown.</summary>
    public static GroupedLoss Whole(double loss) => new([loss], [1]);

    /// <summary>By how much this loss is above another one over the same samples; what is hard in both cancels.</summary>
    public MeasuredValue Above(GroupedLoss other) => MeanOf([.. _means.Zip(other._means, (mine, others) => mine - others)], _weights);

    private static MeasuredValue MeanOf(double[] means, double[] weights)
    {
        var mean = means.Zip(weights, (value, weight) => value * weight).Sum();
        var squares = means.Zip(weights, (value, weight) => weight * weight * (value - mean) * (value - mean)).Sum();
        return new MeasuredValue(mean, means.Length < 2 ? double.NaN : Math.Sqrt(squares * means.Length / (means.Length - 1.0)));
    }
}
