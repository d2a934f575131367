using System;
using System.Linq;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>The stability margin within a training loop, which goes on as if nothing had been measured.</summary>
public sealed class TorchWatchTests : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> _model = DigitsNet.Create(ScalarType.Float64);
    private readonly (Tensor Inputs, Tensor Targets) _data = DigitsNet.Data(ScalarType.Float64);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Watching_ChangesNoBitOfTheTraining()
    {
        using var model = nn.Sequential(("in", nn.Linear(64, 16)), ("norm", nn.BatchNorm1d(16)), ("drop", nn.Dropout(0.2)), ("out", nn.Linear(16, 10)));
        var state = model.state_dict().ToDictionary(part => part.Key, part => part.Value.clone());
        var alone = Train(isWatched: false);
        model.load_state_dict(state);

        Assert.Equal(alone, Train(isWatched: true));

        float[] Train(bool isWatched)
        {
            using var seeded = manual_seed(4);
            using var optimizer = optim.SGD(model.parameters(), 0.1, momentum: 0.9);
            var (inputs, targets) = DigitsNet.Data(ScalarType.Float32);
            using var watch =
                TorchProbe.Watch(model, (x, y) => nn.functional.cross_entropy(model.call(x), y), (inputs, targets), optimizer);
            for (var step = 0; step < 6; step++)
            {
                optimizer.zero_grad();
                nn.functional.cross_entropy(model.call(inputs), targets).backward();
                if (isWatched)
                {
                    watch.Measure(step);
                }

                optimizer.step();
            }

            return [.. model.parameters().Cast<Tensor>().Concat(model.buffers())
                .SelectMany(part => part.detach().to(ScalarType.Float32).data<float>().ToArray())];
        }
    }

    [Fact]
    public void LimitOfMomentum_IsThatOfTheBuiltInNetwork_AtTheRateOfNow()
    {
        using var optimizer = optim.SGD(_model.parameters(), 0.05, momentum: 0.8);
        Step(optimizer, 3);
        optimizer.ParamGroups.Single().LearningRate = 0.02;

        var point = Watch(optimizer).Measure(3)!;

        var sharpness = Spectrum.Largest(DigitsNet.BuiltIn().HessianAt(Weights(), SampleSet.All(DigitsNet.Samples))).Value;
        Assert.Equal((3, 0.02), (point.Step, point.Rate));
        Assert.Equal(2 * 1.8 / sharpness, point.LargestStableRate, 1e-3 * point.LargestStableRate);
        Assert.Equal(point.LargestStableRate / 0.02, point.Margin);
    }

    [Fact]
    public void LimitOfAdam_IsMeasuredBehindItsDivisor()
    {
        const double Epsilon = 0.01;
        var slopes = new double[Weights().Length];
        DigitsNet.BuiltIn().Evaluate(Weights(), SampleSet.All(DigitsNet.Samples), slopes);
        using var optimizer = optim.Adam(_model.parameters(), 1e-3, eps: Epsilon);
        Step(optimizer, 1);

        var point = Watch(optimizer).Measure(1)!;

        // After one update the second moment, corrected, is the squared gradient; and the first moment is a tenth of it.
        double[] scale = [.. slopes.Select(slope => 1 / Math.Sqrt(0.1 * (Math.Abs(slope) + Epsilon)))];
        var felt = new ScaledOperator(DigitsNet.BuiltIn().HessianAt(Weights(), SampleSet.All(DigitsNet.Samples)), scale);
        var curvature = Spectrum.Largest(felt).Value;
        Assert.Equal(curvature, point.Curvature, 2e-3 * curvature);
        Assert.Equal(2 * 1.9 / 0.1 / point.Curvature, point.LargestStableRate, 1e-9);
    }

    [Fact]
    public void BeforeItsFirstUpdate_AnAdaptiveRuleHasNoLimit()
    {
        using var optimizer = optim.AdamW(_model.parameters());
        Assert.Null(Watch(optimizer).Measure(0));
    }

    [Fact]
    public void AnUnknownOptimizer_IsRefusedBeforeTheTraining()
    {
        using var optimizer = optim.Rprop(_model.parameters());
        Assert.Throws<RecipeNotRunnableException>(() => Watch(optimizer));
    }

    private TorchWatch Watch(optim.Optimizer optimizer) =>
        TorchProbe.Watch(_model, (x, y) => nn.functional.cross_entropy(_model.call(x), y), _data, optimizer);

    private void Step(optim.Optimizer optimizer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            optimizer.zero_grad();
            nn.functional.cross_entropy(_model.call(_data.Inputs), _data.Targets).backward();
            optimizer.step();
        }
    }

    private double[] Weights() => [.. _model.parameters().SelectMany(parameter => parameter.detach().data<double>().ToArray())];
}
