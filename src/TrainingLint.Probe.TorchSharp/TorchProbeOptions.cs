using System;
using TrainingLint.Core.Schedules;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>What may be said about a TorchSharp model and its experiment beyond model, loss and data. Everything has a default.</summary>
public sealed record TorchProbeOptions
{
    /// <summary>Name for reports; that of the model's type unless told otherwise.</summary>
    public string? Name { get; init; }

    /// <summary>Samples that are never trained on; null for none.</summary>
    public TorchData? HeldOut { get; init; }

    /// <summary>
    /// The class of each sample by the model's inputs, as 64-bit integers. Found by itself where the model turns one tensor into another of shape
    /// [samples, classes] and the targets are 64-bit integers of shape [samples].
    /// </summary>
    public Func<Tensor, Tensor>? Predict { get; init; }

    /// <summary>Most samples taken from a loader.</summary>
    public int Samples { get; init; } = 1024;

    /// <summary>Samples in one pass through the model; 0 for all. Smaller passes need less memory and are joined by their sizes.</summary>
    public int SamplesPerPass { get; init; }

    /// <summary>The rate over the run, for optimizers that have a scheduler: see <see cref="TorchSchedule"/>. Null for the optimizer's rate throughout.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Changes the experiment that was read, such as <c>experiment => experiment with { Steps = 200, BatchSize = 64 }</c>; null for none.</summary>
    public Func<ProbeOptions, ProbeOptions>? Experiment { get; init; }
}
