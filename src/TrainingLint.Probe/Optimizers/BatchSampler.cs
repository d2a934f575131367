using System;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Optimizers;

/// <summary>Batches without replacement: each epoch is a new order of all samples, cut into batches; a last short one is dropped.</summary>
public sealed class BatchSampler
{
    private readonly RandomNumbers _random;
    private readonly SampleSet _all;
    private readonly int[] _order;
    private int _next;

    /// <summary>A sampler for a run.</summary>
    public BatchSampler(int samples, int batchSize, int seed)
    {
        BatchSize = Math.Clamp(batchSize, 1, samples);
        _random = new RandomNumbers(seed, RandomStream.Batches);
        _all = SampleSet.All(samples);
        _order = _all.Indices.ToArray();
        _next = samples;
    }

    /// <summary>Samples in a batch; never more than there are.</summary>
    public int BatchSize { get; }

    /// <summary>The next batch.</summary>
    public SampleSet Next()
    {
        if (BatchSize == _order.Length)
        {
            return _all;
        }

        if (_next + BatchSize > _order.Length)
        {
            _random.Shuffle(_order);
            _next = 0;
        }

        var batch = SampleSet.Of(_order.AsSpan(_next, BatchSize));
        _next += BatchSize;
        return batch;
    }
}
