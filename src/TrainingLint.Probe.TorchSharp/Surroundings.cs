using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>What measuring touches beside the parameters: dropout, buffers, gradients, the state of random numbers. Put back on disposal.</summary>
internal sealed class Surroundings : IDisposable
{
    /// <summary>Of the random numbers that a forward pass draws: the same in every pass.</summary>
    private const long PassSeed = 20200924;

    private readonly (nn.Module Module, bool IsTraining)[] _modes;
    private readonly (Tensor Buffer, Tensor Saved)[] _buffers;
    private readonly (Parameter Parameter, Tensor? Gradient)[] _gradients;

    public Surroundings(nn.Module model, ICollection<string> notes)
    {
        using var scope = NewDisposeScope();
        (string Name, nn.Module Module)[] modules = [("", model), .. model.named_modules()];
        _modes = [.. modules.Select(part => (part.Module, part.Module.training))];
        _buffers = [.. model.named_buffers().Select(part => (part.buffer, part.buffer.detach().clone().DetachFromDisposeScope()))];
        _gradients = [.. model.parameters().Select(parameter => (parameter, parameter.grad?.DetachFromDisposeScope()))];
        foreach (var (parameter, _) in _gradients)
        {
            parameter.grad = null;
        }

        // A model without modules of its own has the mode that a caller gave it.
        IsTraining = _modes.Any(part => part.IsTraining);
        string[] normalising = [.. modules.Where(part => part.Module is BatchNorm).Select(part => part.Name)];
        string[] overBatch = [.. modules.Where(part => part.Module is BatchNorm { training: true }).Select(part => part.Name)];
        NormalisesOverBatch = overBatch.FirstOrDefault();
        SwitchDropoutOff(modules, notes);
        if (overBatch.Length > 0)
        {
            notes.Add("train mode: " + ParameterSlot.Named(overBatch) + " normalise by the batch they are given, so the loss of all samples is not the mean over batches");
        }
        else if (normalising.Length > 0)
        {
            notes.Add("eval mode: batch normalisation uses its running statistics, which stay as they are");
        }
    }

    /// <summary>True when any part of the model is in training mode.</summary>
    public bool IsTraining { get; }

    /// <summary>A batch normalisation in training mode; null when there is none.</summary>
    public string? NormalisesOverBatch { get; }

    /// <summary>Runs something with the random numbers of every pass, and puts their state back.</summary>
    /// <returns>What it gave, and whether it drew any.</returns>
    public static (T Result, bool Drew) Seeded<T>(Func<T> pass, long seed = PassSeed)
    {
        using var before = random.get_rng_state().DetachFromDisposeScope();
        using var generator = manual_seed(seed);
        using var seeded = random.get_rng_state().DetachFromDisposeScope();
        try
        {
            var result = pass();
            using var after = random.get_rng_state();
            return (result, !after.bytes.SequenceEqual(seeded.bytes));
        }
        finally
        {
            random.set_rng_state(before);
        }
    }

    /// <summary>Puts back what a forward pass in training mode wrote, such as running statistics.</summary>
    public void RestoreBuffers()
    {
        if (!IsTraining)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var silent = no_grad();
        foreach (var (buffer, saved) in _buffers)
        {
            buffer.copy_(saved);
        }
    }

    public void Dispose()
    {
        RestoreBuffers();
        foreach (var (module, isTraining) in _modes)
        {
            // Parents before children, because a module hands its mode on.
            module.train(isTraining);
        }

        foreach (var (parameter, gradient) in _gradients)
        {
            parameter.grad = gradient;
            gradient?.Dispose();
        }

        foreach (var (_, saved) in _buffers)
        {
            saved.Dispose();
        }
    }

    private static void SwitchDropoutOff((string Name, nn.Module Module)[] modules, ICollection<string> notes)
    {
        var switched = new List<string>();
        foreach (var (name, module) in modules)
        {
            if (module.training && module is Dropout or Dropout1d or Dropout2d or Dropout3d or AlphaDropout or FeatureAlphaDropout)
            {
                module.eval();
                switched.Add(name);
            }
        }

        if (switched.Count > 0)
        {
            notes.Add("dropout is off: " + ParameterSlot.Named(switched));
        }
    }
}
