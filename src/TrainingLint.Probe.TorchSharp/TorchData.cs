using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>
/// Samples to train and measure on: inputs and targets with the samples along their first dimension. A tuple of two tensors, a loader over a
/// tensor data set and a loader of dictionaries with the keys "data" and "label" turn into it by themselves; everything else by
/// <see cref="From{TBatch}"/>. A model with other inputs takes sample numbers (<c>torch.arange(n)</c>) as inputs and looks up the rest itself.
/// </summary>
public sealed class TorchData
{
    private readonly Func<int, (Tensor Inputs, Tensor Targets)> _take;

    private TorchData(Func<int, (Tensor Inputs, Tensor Targets)> take, int? batchSize, bool isLoaded) =>
        (_take, BatchSize, IsLoaded) = (take, batchSize, isLoaded);

    /// <summary>Samples of a batch, as the loader has it; null where nothing says so.</summary>
    public int? BatchSize { get; }

    /// <summary>True when the samples come out of a loader, of which the first ones are frozen.</summary>
    internal bool IsLoaded { get; }

    /// <summary>All samples as two tensors of equal first dimension. They are read, never written, and stay the caller's.</summary>
    public static implicit operator TorchData((Tensor Inputs, Tensor Targets) samples) => Of(samples.Inputs, samples.Targets);

    /// <summary>A loader whose batches are lists of two tensors.</summary>
    public static implicit operator TorchData(IterableDataLoader loader) => From(loader, batch => batch is [var inputs, var targets]
        ? (inputs, targets)
        : throw new ArgumentException(FormattableString.Invariant($"a batch of the loader holds {batch.Count} tensors; wanted are inputs and targets (TorchData.From takes other shapes apart)")),
        loader.batch_size);

    /// <summary>A loader whose batches are dictionaries with "data" and "label", as torchvision's data sets give them.</summary>
    public static implicit operator TorchData(DataLoader loader) =>
        From(loader, batch => (Entry(batch, "data"), Entry(batch, "label")), loader.batch_size);

    /// <summary>All samples as two tensors of equal first dimension. They are read, never written, and stay the caller's.</summary>
    public static TorchData Of(Tensor inputs, Tensor targets) => new(_ => (inputs.alias(), targets.alias()), null, isLoaded: false);

    /// <summary>Batches of any form, of which the first are frozen when the measuring begins.</summary>
    /// <param name="batches">Batches; enumerated once.</param>
    /// <param name="take">The inputs and targets of a batch.</param>
    /// <param name="batchSize">Samples per update; null for all samples at once.</param>
    public static TorchData From<TBatch>(IEnumerable<TBatch> batches, Func<TBatch, (Tensor Inputs, Tensor Targets)> take,
        int? batchSize = null) =>
        new(limit => Join(batches, take, limit), batchSize, isLoaded: true);

    /// <summary>At most so many samples; of tensors that are given whole, all. The caller disposes of them.</summary>
    internal (Tensor Inputs, Tensor Targets) Take(int limit) => _take(limit);

    private static (Tensor Inputs, Tensor Targets) Join<TBatch>(IEnumerable<TBatch> batches,
        Func<TBatch, (Tensor Inputs, Tensor Targets)> take, int limit)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets, count) = (new List<Tensor>(), new List<Tensor>(), 0L);
        foreach (var batch in batches)
        {
            // A loader may dispose of a batch when it gives the next one.
            var (input, target) = take(batch);
            var taken = Math.Min(limit - count, input.shape[0]);
            inputs.Add(input.narrow(0, 0, taken).clone());
            targets.Add(target.narrow(0, 0, taken).clone());
            count += taken;
            if (count >= limit)
            {
                break;
            }
        }

        return count > 0
            ? (cat(inputs).DetachFromDisposeScope(), cat(targets).DetachFromDisposeScope())
            : throw new ArgumentException("the loader gives no samples");
    }

    private static Tensor Entry(Dictionary<string, Tensor> batch, string key) => batch.TryGetValue(key, out var tensor)
        ? tensor
        : throw new ArgumentException("a batch of the loader has no \"" + key + "\", but " + string.Join(", ", batch.Keys.Select(name => "\"" + name + "\"")) + "; say with TorchData.From which are inputs and targets");
}
