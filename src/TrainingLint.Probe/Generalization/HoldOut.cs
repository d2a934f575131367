using System;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Generalization;

/// <summary>
/// A split of samples: four fifths to train on, one fifth held out, chosen by seed. Both parts are in random order, so that neighbouring samples
/// of the data do not end up in one group when errors are estimated by groups.
/// </summary>
internal sealed class HoldOut
{
    /// <summary>Fewer samples make no useful split.</summary>
    private const int LeastSamples = 10;

    private const int Part = 5;

    private HoldOut(SampleSet trained, SampleSet held)
    {
        (Trained, Held) = (trained, held);
    }

    /// <summary>Samples to train on.</summary>
    public SampleSet Trained { get; }

    /// <summary>Samples held out.</summary>
    public SampleSet Held { get; }

    /// <summary>The split of a seed; null when there are too few samples.</summary>
    public static HoldOut? Of(int samples, int seed)
    {
        if (samples < LeastSamples)
        {
            return null;
        }

        var order = SampleSet.All(samples).Indices.ToArray();
        new RandomNumbers(seed, RandomStream.HoldOut).Shuffle(order);
        var held = samples / Part;
        return new HoldOut(SampleSet.Of(order.AsSpan(held)), SampleSet.Of(order.AsSpan(0, held)));
    }
}
