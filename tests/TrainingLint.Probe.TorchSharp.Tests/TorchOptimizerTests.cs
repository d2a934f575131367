using System;
using System.Linq;
using TorchSharp.Modules;
using TrainingLint.Probe.Optimizers;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>The rule, rate and constants of a live optimizer.</summary>
public sealed class TorchOptimizerTests : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _model = nn.Sequential(("in", nn.Linear(8, 8)), ("out", nn.Linear(8, 2)));

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Sgd_IsReadWithItsMomentum()
    {
        using var optimizer = optim.SGD(_model.parameters(), 0.1, momentum: 0.8, dampening: 0.1, weight_decay: 1e-3);

        var read = TorchOptimizer.Read(optimizer);

        Assert.Equal(OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.8, Dampening = 0.1, WeightDecay = 1e-3 }, read.Settings);
        Assert.Equal(0.1, read.Rate);
        Assert.Empty(read.Notes);
    }

    [Fact]
    public void Nesterov_IsRead()
    {
        using var optimizer = optim.SGD(_model.parameters(), 0.1, momentum: 0.9, nesterov: true);
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9, Nesterov = true },
            TorchOptimizer.Read(optimizer).Settings);
    }

    [Fact]
    public void AdaptiveRules_AreReadWithTheirConstants()
    {
        using var adam = optim.Adam(_model.parameters(), 1e-3, 0.8, 0.99, 1e-6, weight_decay: 0.02, amsgrad: true);
        using var adamW = optim.AdamW(_model.parameters());
        using var rms = optim.RMSProp(_model.parameters(), 0.01, alpha: 0.95, momentum: 0.5, centered: true);
        using var adagrad = optim.Adagrad(_model.parameters(), 0.05, lr_decay: 0.1);

        var read = TorchOptimizer.Read(adam);
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.Adam) with { Beta1 = 0.8, Beta2 = 0.99, Epsilon = 1e-6, WeightDecay = 0.02 },
            read.Settings);
        Assert.Single(read.Notes);

        // TorchSharp's AdamW decays nothing unless told to; PyTorch's does.
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.AdamW) with { WeightDecay = 0 }, TorchOptimizer.Read(adamW).Settings);
        Assert.Equal(1e-3, TorchOptimizer.Read(adamW).Rate);
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.RmsProp) with { Beta2 = 0.95, Momentum = 0.5 }, TorchOptimizer.Read(rms).Settings);
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.Adagrad), TorchOptimizer.Read(adagrad).Settings);
        Assert.Single(TorchOptimizer.Read(adagrad).Notes);
    }

    [Fact]
    public void RelativesOfAdam_AreReadWithTheirConstants()
    {
        using var nadam = optim.NAdam(_model.named_parameters(), 2e-3, 0.8, weight_decay: 0.01, momentum_decay: 0.01);
        using var radam = optim.RAdam(_model.parameters(), 1e-3, beta2: 0.99);
        using var adamax = optim.Adamax(_model.parameters(), 2e-3, eps: 1e-6);
        using var adadelta = optim.Adadelta(_model.parameters(), 0.5, rho: 0.95, weight_decay: 0.1);

        var read = TorchOptimizer.Read(nadam);
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.NAdam) with { Beta1 = 0.8, WeightDecay = 0.01 }, read.Settings);
        Assert.Equal(["NAdam's momentum_decay is taken as 0.004, not 0.01"], read.Notes);
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.RAdam) with { Beta2 = 0.99 }, TorchOptimizer.Read(radam).Settings);
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.Adamax) with { Epsilon = 1e-6 }, TorchOptimizer.Read(adamax).Settings);
        Assert.Equal(OptimizerSettings.Of(OptimizerKind.Adadelta) with { Beta2 = 0.95, WeightDecay = 0.1 },
            TorchOptimizer.Read(adadelta).Settings);
        Assert.Equal(0.5, TorchOptimizer.Read(adadelta).Rate);
    }

    [Fact]
    public void TheLargestGroup_Speaks_AndThatTheOthersDifferIsSaid()
    {
        var layers = _model.children().Cast<nn.Module>().ToArray();
        using var optimizer = new AdamW(
            [new AdamW.ParamGroup(layers[1].parameters(), new AdamW.Options { LearningRate = 1e-2 }),
                new AdamW.ParamGroup(layers[0].parameters(), new AdamW.Options { LearningRate = 1e-3 })]);

        var read = TorchOptimizer.Read(optimizer);

        Assert.Equal(1e-3, read.Rate);
        Assert.Equal(["the optimizer's 2 groups differ; all parameters are trained as the largest of them, with a rate of 0.001"], read.Notes);
    }

    [Fact]
    public void ChangedRate_IsTheOneThatIsRead()
    {
        using var optimizer = optim.SGD(_model.parameters(), 0.1);
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = 0.02;
        }

        Assert.Equal(0.02, TorchOptimizer.Read(optimizer).Rate);
    }

    [Fact]
    public void UnknownRules_AreNamed()
    {
        using var optimizer = optim.Rprop(_model.parameters());
        var failure = Assert.Throws<RecipeNotRunnableException>(() => TorchOptimizer.Read(optimizer));
        Assert.Contains("'Rprop'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Maximising_IsRefused()
    {
        using var optimizer = optim.SGD(_model.parameters(), 0.1, maximize: true);
        Assert.Contains("maximises", Assert.Throws<RecipeNotRunnableException>(() => TorchOptimizer.Read(optimizer)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void AnOptimizerWithoutParameters_IsRefused()
    {
        using var optimizer = optim.SGD(Array.Empty<Parameter>(), 0.1);
        Assert.Throws<RecipeNotRunnableException>(() => TorchOptimizer.Read(optimizer));
    }
}
