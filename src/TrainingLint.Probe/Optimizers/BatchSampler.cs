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
    /// <param name="samples">The samples that batches are drawn from.</param>
    /// <param name="batchSize">Samples in a batch; 0 or more than there are means all.</param>
    /// <param name="seed">Seed of the order.</param>
    public BatchSampler(SampleSet samples, int batchSize, int seed)
    {
        BatchSize = batchSize > 0 && batchSize < samples.Count ? batchSize : samples.Count;
        _random = new RandomNumbers(seed, RandomStream.Batches);
        _all = samples;
        _order = _all.Indices.ToArray();
        _next = _order.Length;
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
