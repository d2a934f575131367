using System;
using TrainingLint.Probe.Problems;

namespace ProbeYourModel;

/// <summary>
/// A model of your own needs no more than this: how many parameters, where they start, and a loss with its gradient. Here, a line
/// is fitted through noisy points while neighbouring parameters hold on to each other by springs.
/// </summary>
public sealed class SpringChain : IProblem
{
    private const double Stiffness = 4;

    private readonly double[] _targets = Targets();

    /// <inheritdoc/>
    public string Name => "spring-chain";

    /// <inheritdoc/>
    public int ParameterCount => 40;

    /// <inheritdoc/>
    public int SampleCount => 40;

    /// <inheritdoc/>
    public void Initialize(int seed, Span<double> parameters)
    {
        var random = new Random(seed);
        foreach (ref var parameter in parameters)
        {
            parameter = random.NextDouble() - 0.5;
        }
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        gradient.Clear();
        var sum = 0.0;
        foreach (var i in samples.Indices)
        {
            // The mean over samples: each contributes its own term and the spring to its neighbour.
            var off = parameters[i] - _targets[i];
            sum += off * off / 2;
            AddTo(gradient, i, off / samples.Count);
            if (i > 0)
            {
                var stretch = parameters[i] - parameters[i - 1];
                sum += Stiffness * stretch * stretch / 2;
                AddTo(gradient, i, Stiffness * stretch / samples.Count);
                AddTo(gradient, i - 1, -Stiffness * stretch / samples.Count);
            }
        }

        return sum / samples.Count;
    }

    private static void AddTo(Span<double> gradient, int index, double slope)
    {
        // An empty span means that only the loss is wanted.
        if (!gradient.IsEmpty)
        {
            gradient[index] += slope;
        }
    }

    private static double[] Targets()
    {
        var noise = new Random(1);
        var targets = new double[40];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = (0.1 * i) + noise.NextDouble();
        }

        return targets;
    }
}
