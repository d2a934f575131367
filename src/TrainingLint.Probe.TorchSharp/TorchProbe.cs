using System;
using TrainingLint.Core.Recipes;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp;

/// <summary>
/// Trains a TorchSharp model for a moment and measures what its recipe does: how sharp the loss is, how far the rate is from its stability limit,
/// and where the run ends. The model is found again as it was left: parameters, gradients, buffers and modes are put back.
/// </summary>
public static class TorchProbe
{
    /// <summary>A model of your own with a recipe, such as one that was read from a config.</summary>
    /// <param name="model">The model, in the mode in which it is to be measured: train() or eval(). Dropout is off in both.</param>
    /// <param name="loss">The mean loss of inputs and targets: one number that depends on nothing else.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <exception cref="TorchProbeException">The model, loss or data cannot be measured.</exception>
    /// <exception cref="RecipeNotRunnableException">The recipe lacks what an experiment needs.</exception>
    /// <exception cref="Guards.ProblemFailureException">The loss is not finite at the start, or gives two answers to one question.</exception>
    public static ProbeResult Run(nn.Module model, Func<Tensor, Tensor, Tensor> loss, TorchData data, Recipe recipe,
        TorchProbeOptions? options = null)
    {
        using var problem = Problem(model, loss, data, options);
        return Run(ProbeOptions.For(recipe, problem), options);
    }

    /// <summary>A model of your own with the optimizer that trains it: its rule, rate and constants are read, it is never stepped.</summary>
    /// <param name="model">The model, in the mode in which it is to be measured: train() or eval(). Dropout is off in both.</param>
    /// <param name="loss">The mean loss of inputs and targets: one number that depends on nothing else.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="optimizer">The optimizer of this model.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <exception cref="TorchProbeException">The model, loss or data cannot be measured.</exception>
    /// <exception cref="RecipeNotRunnableException">The probe does not know the optimizer.</exception>
    /// <exception cref="Guards.ProblemFailureException">The loss is not finite at the start, or gives two answers to one question.</exception>
    public static ProbeResult Run(nn.Module model, Func<Tensor, Tensor, Tensor> loss, TorchData data, optim.Optimizer optimizer,
        TorchProbeOptions? options = null)
    {
        var settings = TorchOptimizer.Read(optimizer);
        using var problem = Problem(model, loss, data, options);
        return Run(settings.On(problem, data.BatchSize, options?.Schedule), options);
    }

    /// <summary>A model that a function makes, so that every seed starts from weights of its own, with an optimizer whose constants are read.</summary>
    /// <param name="create">Makes the model. It is called with torch's random numbers seeded, and what it makes is disposed of.</param>
    /// <param name="loss">The mean loss of a model on inputs and targets, such as <c>(net, x, y) => cross_entropy(net.call(x), y)</c>.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="optimizer">An optimizer of such a model; it is never stepped.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <exception cref="TorchProbeException">The model, loss or data cannot be measured.</exception>
    /// <exception cref="RecipeNotRunnableException">The probe does not know the optimizer.</exception>
    /// <exception cref="Guards.ProblemFailureException">The loss is not finite at the start, or gives two answers to one question.</exception>
    public static ProbeResult Run<TModel>(Func<TModel> create, Func<TModel, Tensor, Tensor, Tensor> loss, TorchData data,
        optim.Optimizer optimizer, TorchProbeOptions? options = null)
        where TModel : nn.Module
    {
        var settings = TorchOptimizer.Read(optimizer);
        using var problem = Problem(create, loss, data, options);
        return Run(settings.On(problem, data.BatchSize, options?.Schedule), options);
    }

    /// <summary>A model that a function makes, with a recipe, such as one that was read from a config.</summary>
    /// <param name="create">Makes the model. It is called with torch's random numbers seeded, and what it makes is disposed of.</param>
    /// <param name="loss">The mean loss of a model on inputs and targets, such as <c>(net, x, y) => cross_entropy(net.call(x), y)</c>.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="recipe">How it is trained.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <exception cref="TorchProbeException">The model, loss or data cannot be measured.</exception>
    /// <exception cref="RecipeNotRunnableException">The recipe lacks what an experiment needs.</exception>
    /// <exception cref="Guards.ProblemFailureException">The loss is not finite at the start, or gives two answers to one question.</exception>
    public static ProbeResult Run<TModel>(Func<TModel> create, Func<TModel, Tensor, Tensor, Tensor> loss, TorchData data, Recipe recipe,
        TorchProbeOptions? options = null)
        where TModel : nn.Module
    {
        using var problem = Problem(create, loss, data, options);
        return Run(ProbeOptions.For(recipe, problem), options);
    }

    /// <summary>Watches a training of your own: its stability margin at any point of the loop, without disturbing it.</summary>
    /// <param name="model">The model that is trained.</param>
    /// <param name="loss">The mean loss of inputs and targets: one number that depends on nothing else.</param>
    /// <param name="data">What is measured on: a part of what it is trained on.</param>
    /// <param name="optimizer">The optimizer that trains it: SGD, Adam, AdamW, RMSProp or Adagrad.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <exception cref="RecipeNotRunnableException">The probe does not know the optimizer.</exception>
    public static TorchWatch Watch(nn.Module model, Func<Tensor, Tensor, Tensor> loss, TorchData data, optim.Optimizer optimizer,
        TorchProbeOptions? options = null) =>
        new(model, loss, data, optimizer, options ?? new TorchProbeOptions());

    /// <summary>A model of your own as a problem for the rest of the API. Dispose of it, and the model is as it was.</summary>
    /// <param name="model">The model, in the mode in which it is to be measured: train() or eval(). Dropout is off in both.</param>
    /// <param name="loss">The mean loss of inputs and targets: one number that depends on nothing else.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <exception cref="TorchProbeException">The model, loss or data cannot be measured.</exception>
    public static TorchProblem Problem(nn.Module model, Func<Tensor, Tensor, Tensor> loss, TorchData data,
        TorchProbeOptions? options = null) =>
        TorchProblem.Of(new TorchMeasurement(TorchModel.Of(model, loss), data, options ?? new TorchProbeOptions()));

    /// <summary>A model that a function makes as a problem for the rest of the API. Dispose of it when done.</summary>
    /// <param name="create">Makes the model. It is called with torch's random numbers seeded, and what it makes is disposed of.</param>
    /// <param name="loss">The mean loss of a model on inputs and targets, such as <c>(net, x, y) => cross_entropy(net.call(x), y)</c>.</param>
    /// <param name="data">What it is trained on.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <exception cref="TorchProbeException">The model, loss or data cannot be measured.</exception>
    public static TorchProblem Problem<TModel>(Func<TModel> create, Func<TModel, Tensor, Tensor, Tensor> loss, TorchData data,
        TorchProbeOptions? options = null)
        where TModel : nn.Module =>
        TorchProblem.Of(new TorchMeasurement(TorchModel.Of(create, loss), data, options ?? new TorchProbeOptions()));

    private static ProbeResult Run(ProbeOptions experiment, TorchProbeOptions? options) =>
        OptimizationProbe.Run(options?.Experiment is { } change ? change(experiment) : experiment);
}
