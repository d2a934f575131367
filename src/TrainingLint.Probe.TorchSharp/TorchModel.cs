using System;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>A model and what it is to minimise.</summary>
/// <param name="Module">The model.</param>
/// <param name="Loss">The mean loss of inputs and targets.</param>
/// <param name="Call">Its outputs; null where nobody but the loss knows how to call it.</param>
/// <param name="Create">Makes another one with new weights; null where there is only this one.</param>
internal sealed record TorchModel(nn.Module Module, Func<Tensor, Tensor, Tensor> Loss, Func<Tensor, Tensor>? Call,
    Func<nn.Module>? Create) : IDisposable
{
    /// <summary>A model of the caller's.</summary>
    public static TorchModel Of(nn.Module module, Func<Tensor, Tensor, Tensor> loss) => new(module, loss, CallOf(module), null);

    /// <summary>A model that a function makes.</summary>
    public static TorchModel Of<TModel>(Func<TModel> create, Func<TModel, Tensor, Tensor, Tensor> loss)
        where TModel : nn.Module
    {
        var model = Surroundings.Seeded(create, seed: 0).Result;
        return new(model, (inputs, targets) => loss(model, inputs, targets), CallOf(model), create);
    }

    /// <summary>Disposes of a model that was made here.</summary>
    public void Dispose()
    {
        if (Create is not null)
        {
            Module.Dispose();
        }
    }

    private static Func<Tensor, Tensor>? CallOf(nn.Module module) => module is nn.Module<Tensor, Tensor> plain ? plain.call : null;
}
