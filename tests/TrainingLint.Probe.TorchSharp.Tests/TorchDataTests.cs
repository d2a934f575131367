using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>Where samples come from, and what is said about those that cannot be used.</summary>
public sealed class TorchDataTests : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _model = nn.Linear(2, 1);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void ALoader_GivesItsFirstSamplesAndItsBatchSize()
    {
        var (inputs, targets) = Line(50);
        using var set = utils.data.TensorDataset(inputs, targets);
        using var loader = utils.data.DataLoader(set, 8, shuffle: false);
        TorchData data = loader;
        using var fromLoader = Problem(data, new TorchProbeOptions { Samples = 20 });
        using var whole = Problem((inputs.narrow(0, 0, 20), targets.narrow(0, 0, 20)));

        Assert.Equal(8, data.BatchSize);
        Assert.Equal(20, fromLoader.SampleCount);
        Assert.Equal(whole.Evaluate([0.3, 0.4, 0.5], SampleSet.All(20), default),
            fromLoader.Evaluate([0.3, 0.4, 0.5], SampleSet.All(20), default));
        Assert.Contains("the first 20 samples of the loader, frozen", fromLoader.Notes);
    }

    [Fact]
    public void BatchesOfAnyForm_AreTakenApartByTheCaller()
    {
        var (inputs, targets) = Line(6);
        IEnumerable<Dictionary<string, Tensor>> batches = [new() { ["x"] = inputs, ["y"] = targets }, new() { ["x"] = inputs, ["y"] = targets }];
        using var problem = Problem(TorchData.From(batches, batch => (batch["x"], batch["y"]), batchSize: 6));

        Assert.Equal(12, problem.SampleCount);
    }

    [Fact]
    public void SampleNumbersAsInputs_ReachModelsWithMoreThanOneInput()
    {
        var (inputs, targets) = Line(10);
        using var problem =
            TorchProbe.Problem(_model, (index, y) => nn.functional.mse_loss(_model.call(inputs.index_select(0, index)), y),
                (arange(10), targets));
        using var plain = Problem((inputs, targets));

        Assert.Equal(plain.Evaluate([1, 2, 3], SampleSet.Of([4, 2]), default), problem.Evaluate([1, 2, 3], SampleSet.Of([4, 2]), default),
            1e-6);
    }

    [Fact]
    public void UnequalNumbersOfSamples_AreNamed()
    {
        var (inputs, targets) = Line(10);
        Assert.Contains("inputs [10, 2] and targets [9, 1]", Refusal(() => Problem((inputs, targets.narrow(0, 0, 9)))), StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersThatAreNotFinite_AreNamed()
    {
        var (inputs, targets) = Line(10);
        targets[3, 0] = tensor(float.NaN);
        Assert.Contains("the data's targets hold numbers that are not finite", Refusal(() => Problem((inputs, targets))), StringComparison.Ordinal);
    }

    [Fact]
    public void ASumOverSamples_IsRefused()
    {
        var data = Line(10);
        Assert.Contains("sums over samples", Refusal(() =>
            TorchProbe.Problem(_model, (x, y) => nn.functional.mse_loss(_model.call(x), y, nn.Reduction.Sum), data)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ALossPerSample_IsRefused()
    {
        var data = Line(10);
        Assert.Contains("wanted is one number", Refusal(() =>
            TorchProbe.Problem(_model, (x, y) => nn.functional.mse_loss(_model.call(x), y, nn.Reduction.None), data)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ALossThatIsDetached_IsRefused()
    {
        var data = Line(10);
        Assert.Contains("does not depend on any parameter", Refusal(() =>
            TorchProbe.Problem(_model, (x, y) => nn.functional.mse_loss(_model.call(x), y).detach(), data)), StringComparison.Ordinal);
    }

    [Fact]
    public void HalfPrecision_IsRefusedByItsName()
    {
        using var half = nn.Linear(2, 1, dtype: ScalarType.BFloat16);
        var data = Line(10);
        Assert.Contains("'weight' is BFloat16",
            Refusal(() => TorchProbe.Problem(half, (x, y) => nn.functional.mse_loss(half.call(x), y), data)), StringComparison.Ordinal);
    }

    [Fact]
    public void AModelWithoutParameters_IsRefused()
    {
        using var empty = nn.Tanh();
        var data = Line(10);
        Assert.Contains("RegisterComponents", Refusal(() => TorchProbe.Problem(empty, (x, y) => empty.call(x).mean(), data)), StringComparison.Ordinal);
    }

    private static string Refusal(Func<TorchProblem> make) => Assert.Throws<TorchProbeException>(() => make().Dispose()).Message;

    private TorchProblem Problem(TorchData data, TorchProbeOptions? options = null) =>
        TorchProbe.Problem(_model, (x, y) => nn.functional.mse_loss(_model.call(x), y), data, options);

    private static (Tensor Inputs, Tensor Targets) Line(int samples)
    {
        var inputs = tensor(Enumerable.Range(0, 2 * samples).Select(i => (i % 7) / 7f).ToArray()).view(samples, 2);
        return (inputs, inputs.sum(1, keepdim: true));
    }
}
