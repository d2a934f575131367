using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>Finds out by passes of a few samples what a model can do, and refuses what cannot be measured before anything long begins.</summary>
internal sealed class Examination(TorchMeasurement measurement, TorchModel model, TorchProbeOptions options, Surroundings surroundings)
{
    private const int MostSamples = 8;

    /// <summary>A sum over samples given twice is twice as large, to this share.</summary>
    private const double DoublingTolerance = 1e-3;

    private readonly int _few = Math.Min(measurement.Samples.Count, MostSamples);

    /// <summary>False where a part of the model has no second derivative.</summary>
    public bool IsTwiceDifferentiable { get; private set; }

    /// <summary>The class of each sample by its inputs; null where there are none.</summary>
    public Func<Tensor, Tensor>? Classify { get; private set; }

    /// <exception cref="TorchProbeException">The model cannot be measured.</exception>
    public void Run(ICollection<string> notes, double[] point)
    {
        CheckLoss(notes);
        CheckGradient(notes);
        CheckMean(point);
        IsTwiceDifferentiable = CanBeDifferentiatedTwice(notes);
        if (surroundings.NormalisesOverBatch is { } name && !measurement.IsOnePass)
        {
            throw new TorchProbeException($"'{name}' normalises by its batch, so that passes cannot be joined; leave SamplesPerPass at 0 or give the model in eval mode");
        }

        Classify = FindClassify();
        surroundings.RestoreBuffers();
    }

    private void CheckLoss(ICollection<string> notes)
    {
        using var scope = NewDisposeScope();
        using var mode = enable_grad();
        var (inputs, targets) = measurement.Samples.Take(null, 0, _few);
        var (loss, drew) = Surroundings.Seeded(() => model.Loss(inputs, targets));
        if (loss.NumberOfElements != 1 || !loss.is_floating_point())
        {
            throw new TorchProbeException(FormattableString.Invariant($"the loss is {loss.dtype} [{string.Join(", ", loss.shape)}]; wanted is one number, the mean over the samples"));
        }

        if (!loss.requires_grad)
        {
            throw new TorchProbeException("the loss does not depend on any parameter; is it detached, or computed under no_grad()?");
        }

        if (drew)
        {
            notes.Add("the forward pass draws random numbers; they are the same in every pass");
        }
    }

    /// <summary>The first derivative, by the call that turns what libtorch throws into an exception.</summary>
    private void CheckGradient(ICollection<string> notes)
    {
        using var scope = NewDisposeScope();
        using var mode = enable_grad();
        var (inputs, targets) = measurement.Samples.Take(null, 0, _few);
        autograd.backward([Surroundings.Seeded(() => model.Loss(inputs, targets)).Result], inputs: measurement.Vector.Parameters);
        var unused = new List<string>();
        foreach (var slot in measurement.Vector.Slots)
        {
            if (slot.Parameter.grad is null)
            {
                unused.Add(slot.Name);
            }

            slot.Parameter.grad = null;
        }

        if (unused.Count > 0)
        {
            notes.Add("without influence on the loss, gradient zero: " + ParameterSlot.Named(unused));
        }
    }

    private void CheckMean(double[] point)
    {
        int[] once = [.. Enumerable.Range(0, _few)];
        var single = measurement.Loss(point, measurement.Samples, SampleSet.Of(once), default);
        var twice = measurement.Loss(point, measurement.Samples, SampleSet.Of([.. once, .. once]), default);
        if (double.IsFinite(single) && Math.Abs(single) > 1e-6 && Math.Abs(twice - (2 * single)) < DoublingTolerance * Math.Abs(twice))
        {
            throw new TorchProbeException(FormattableString.Invariant($"the loss sums over samples ({single:G6} for {_few} of them, {twice:G6} for the same twice); wanted is the mean, such as reduction: Reduction.Mean"));
        }
    }

    private bool CanBeDifferentiatedTwice(ICollection<string> notes)
    {
        try
        {
            using var scope = NewDisposeScope();
            using var graph = measurement.Differentiable(null, _few);
            var parameters = measurement.Vector.Parameters;
            graph.Differentiate([.. parameters.Select(parameter => ones_like(parameter))], parameters);
            return true;
        }
        catch (ExternalException failure)
        {
            notes.Add("no second derivative (" + failure.Message.Split('\n')[0].Trim() + "); Hessian products are by differences of gradients");
            return false;
        }
        finally
        {
            measurement.Vector.TakeGradients(new double[measurement.Vector.Count]);
        }
    }

    private Func<Tensor, Tensor>? FindClassify()
    {
        if (options.Predict is not null)
        {
            return options.Predict;
        }

        if (model.Call is not { } call || !measurement.Samples.HasClasses)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        using var silent = no_grad();
        var (inputs, _) = measurement.Samples.Take(null, 0, _few);
        var outputs = Surroundings.Seeded(() => call(inputs)).Result;
        return outputs.dim() == 2 && outputs.shape[0] == _few && outputs.shape[1] > 1 ? samples => call(samples).argmax(1) : null;
    }
}
