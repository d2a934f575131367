using System.Numerics.Tensors;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Generalization;

/// <summary>The mean of the iterates of the last quarter of a training: stochastic weight averaging (Izmailov et al. 2018, arXiv:1803.05407).</summary>
/// <param name="parameters">Number of parameters.</param>
/// <param name="steps">Updates of the training.</param>
internal sealed class IterateAverage(int parameters, int steps)
{
    private const int Part = 4;

    private readonly double[] _sum = new double[parameters];

    /// <summary>How many iterates have gone in.</summary>
    public int Count { get; private set; }

    /// <summary>The mean so far.</summary>
    public double[] Mean
    {
        get
        {
            var mean = new double[_sum.Length];
            TensorPrimitives.Divide(_sum, Count, mean);
            return mean;
        }
    }

    /// <summary>How many iterates a training of so many updates averages.</summary>
    public static int CountFor(int steps) => steps / Part;

    /// <summary>Looks at a training after each of its updates.</summary>
    public void Observe(Trainer trainer)
    {
        if (trainer.Steps > steps - CountFor(steps))
        {
            TensorPrimitives.Add(_sum, trainer.Parameters, _sum);
            Count++;
        }
    }
}
