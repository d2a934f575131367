using System;
using System.Linq;
using TrainingLint.Core.Findings;
using TrainingLint.Core.Recipes;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>Whole probes of models.</summary>
public class TorchProbeTests
{
    private static readonly TorchProbeOptions Short = new()
    {
        Experiment = experiment =>
            experiment with { Steps = 60, StabilityPoints = 4, SweepSeeds = 0, SpectrumProducts = 30, Clock = StandingClock.Instance },
    };

    [Fact]
    public void ALiveOptimizer_IsProbedAndNeverStepped()
    {
        using var model = DigitsNet.Create(ScalarType.Float32);
        using var optimizer = optim.SGD(model.parameters(), 0.2, momentum: 0.9);
        var before = Weights(model);

        var result = TorchProbe.Run(() => DigitsNet.Create(ScalarType.Float32), (net, x, y) => nn.functional.cross_entropy(net.call(x), y),
            DigitsNet.Data(ScalarType.Float32), optimizer, Short);

        Assert.True(result.Run.FinalLoss < result.Run.InitialLoss / 2);
        Assert.True(result.Stability.Margin > 1);
        Assert.Equal(before, Weights(model));
    }

    [Fact]
    public void TheSameModelAndTheBuiltInOne_HaveTheSameStabilityLimit()
    {
        var builtIn = DigitsNet.BuiltIn();
        double[] start = DigitsNet.Point(builtIn);
        using var model = DigitsNet.Create(ScalarType.Float64);
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        using var problem =
            TorchProbe.Problem(model, (x, y) => nn.functional.cross_entropy(model.call(x), y), DigitsNet.Data(ScalarType.Float64));
        var experiment = Short.Experiment!(TorchOptimizer.Read(optimizer).On(problem)) with { Weights = start };

        var result = OptimizationProbe.Run(experiment);
        var wanted = OptimizationProbe.Run(experiment with { Problem = builtIn });

        Assert.Equal(wanted.Run.FinalLoss, result.Run.FinalLoss, 1e-9);
        Assert.Equal(wanted.Sharpness.Largest, result.Sharpness.Largest, 1e-6);
        Assert.Equal(wanted.Stability.Margin!.Value, result.Stability.Margin!.Value, 1e-6);
        Assert.Equal(wanted.Run.Verdict, result.Run.Verdict);
    }

    [Fact]
    public void ARateFarTooHigh_IsFoundOut_AndTheModelIsLeftAsItWas()
    {
        using var model = DigitsNet.Create(ScalarType.Float32);
        using var optimizer = optim.SGD(model.parameters(), 50, momentum: 0.9);
        var before = Weights(model);

        var result = TorchProbe.Run(model, (x, y) => nn.functional.cross_entropy(model.call(x), y), DigitsNet.Data(ScalarType.Float32),
            optimizer, Short);

        Assert.Equal(SoundnessVerdict.AtRisk, result.Soundness.Verdict);
        Assert.Equal(0, result.Stability.PredictedUnstableStep);
        Assert.Equal(before, Weights(model));
    }

    [Fact]
    public void ARecipe_IsRunOnAModel()
    {
        using var model = DigitsNet.Create(ScalarType.Float32);
        var place = Place.StartOf("train.yaml");
        var recipe = new RecipeBuilder("", "generic", place)
            .Set(Facts.Optimizer, Setting<string>.Written("SGD", "SGD", "optimizer", place))
            .Set(Facts.LearningRate, Setting<double>.Written(0.1, "0.1", "lr", place))
            .Set(Facts.BatchSize, Setting<double>.Written(50, "50", "batch_size", place))
            .Build();

        var result = TorchProbe.Run(model, (x, y) => nn.functional.cross_entropy(model.call(x), y), DigitsNet.Data(ScalarType.Float32),
            recipe, Short);

        Assert.Equal(50, result.Run.BatchSize);
        Assert.True(result.Run.FinalLoss < result.Run.InitialLoss);
    }

    [Fact]
    public void Seeds_StartFromWeightsOfTheirOwn_AndTheSameOnesEachTime()
    {
        using var problem = DigitsNet.Problem(ScalarType.Float32);

        Assert.NotEqual(DigitsNet.Point(problem, 1), DigitsNet.Point(problem, 2));
        Assert.Equal(DigitsNet.Point(problem, 1), DigitsNet.Point(problem, 1));
    }

    [Fact]
    public void HeldOutSamples_AreMeasured()
    {
        using var problem =
            DigitsNet.Problem(ScalarType.Float64, new TorchProbeOptions { HeldOut = DigitsNet.Data(ScalarType.Float64, 100) });
        var point = DigitsNet.Point(problem);

        Assert.Equal(problem.Evaluate(point, SampleSet.Of([.. Enumerable.Range(0, 100)]), default),
            ((IHeldOut)problem).HeldOutLoss(point)!.Value, 1e-12);
    }

    [Fact]
    public void AModelWithoutASecondDerivative_IsMeasuredByDifferences()
    {
        using var model = nn.Linear(4, 8);
        var data = (rand(12, 4), rand(12, 8));

        // The fused attention of libtorch on the processor has a first derivative only.
        using var problem = TorchProbe.Problem(model, (x, y) =>
        {
            var heads = model.call(x).view(1, 1, -1, 8);
            return nn.functional.mse_loss(nn.functional.scaled_dot_product_attention(heads, heads, heads).view(-1, 8), y);
        }, data);

        Assert.False(problem is IExactCurvature);
        Assert.Contains(problem.Notes, note => note.StartsWith("no second derivative", StringComparison.Ordinal));
        Assert.True(double.IsFinite(problem.Evaluate(new double[problem.ParameterCount], SampleSet.All(12), default)));
    }

    private static float[][] Weights(nn.Module model) =>
        [.. model.parameters().Select(parameter => parameter.detach().data<float>().ToArray())];
}
