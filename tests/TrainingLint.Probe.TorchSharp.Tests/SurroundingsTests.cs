using System;
using System.Linq;
using TorchSharp.Modules;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>Batch normalisation, dropout, tied, frozen and unused parameters; and that the model is found again as it was.</summary>
public class SurroundingsTests
{
    private const int Samples = 40;

    [Fact]
    public void BatchNormalisationInTrainMode_IsThatOfTheBatch_AndItsStatisticsStay()
    {
        using var norm = nn.BatchNorm1d(6);
        using var model = nn.Sequential(("in", nn.Linear(6, 6)), ("norm", norm), ("bend", nn.Tanh()), ("out", nn.Linear(6, 3)));
        var before = Snapshot(model);
        using (var problem = Problem(model))
        {
            var point = Own(problem);
            var (gradient, product) = (new double[point.Length], new double[point.Length]);
            problem.Evaluate(point, SampleSet.All(Samples), gradient);
            problem.Evaluate(point, SampleSet.Of([1, 2, 3, 4]), gradient);
            ((IExactCurvature)problem).HessianAt(point, SampleSet.All(Samples)).Multiply(gradient, product);
            CheckProduct(problem, point, 5e-3);

            // Weights before a normalisation can be scaled without any effect: the slope along them is zero.
            problem.Evaluate(point, SampleSet.All(Samples), gradient);
            Assert.Equal(0, Enumerable.Range(0, 36).Sum(i => gradient[i] * point[i]), 1e-5);
            Assert.Contains(problem.Notes, note => note.Contains("train mode: 'norm' normalise by the batch", StringComparison.Ordinal));
        }

        Assert.Equal(before, Snapshot(model));
        Assert.True(norm.training);
    }

    [Fact]
    public void BatchNormalisationInEvalMode_UsesItsRunningStatistics()
    {
        using var model = nn.Sequential(("in", nn.Linear(6, 6)), ("norm", nn.BatchNorm1d(6)), ("out", nn.Linear(6, 3)));
        model.eval();
        using var problem = Problem(model);
        var point = Own(problem);

        // Samples do not see each other: the mean of two halves is the whole.
        var halves = (problem.Evaluate(point, SampleSet.Of([.. Enumerable.Range(0, 20)]), default)
            + problem.Evaluate(point, SampleSet.Of([.. Enumerable.Range(20, 20)]), default)) / 2;
        Assert.Equal(problem.Evaluate(point, SampleSet.All(Samples), default), halves, 1e-6);
        Assert.Contains(problem.Notes, note => note.StartsWith("eval mode: batch normalisation", StringComparison.Ordinal));
        Assert.False(model.training);
    }

    [Fact]
    public void PassesOverABatchNormalisationInTrainMode_AreRefused()
    {
        using var model = nn.Sequential(("in", nn.Linear(6, 6)), ("norm", nn.BatchNorm1d(6)), ("out", nn.Linear(6, 3)));

        var failure = Assert.Throws<TorchProbeException>(() => Problem(model, new TorchProbeOptions { SamplesPerPass = 10 }));

        Assert.Contains("'norm' normalises by its batch", failure.Message, StringComparison.Ordinal);
        Assert.True(model.training);
    }

    [Fact]
    public void Dropout_IsOffWhileMeasured_AndOnAfterwards()
    {
        using var dropout = nn.Dropout(0.5);
        using var model = nn.Sequential(("in", nn.Linear(6, 12)), ("drop", dropout), ("out", nn.Linear(12, 3)));
        using (var problem = Problem(model))
        {
            var point = Own(problem);
            Assert.False(dropout.training);
            Assert.True(model.training);
            Assert.Equal(problem.Evaluate(point, SampleSet.All(Samples), default),
                problem.Evaluate(point, SampleSet.All(Samples), default));
            Assert.Contains("dropout is off: 'drop'", problem.Notes);
            Assert.DoesNotContain(problem.Notes, note => note.Contains("random", StringComparison.Ordinal));
        }

        Assert.True(dropout.training);
    }

    [Fact]
    public void RandomNumbersOfAForwardPass_AreTheSameInEveryPass_AndTheCallersGoOn()
    {
        using var model = nn.Sequential(("in", nn.Linear(6, 3)));
        using var seeded = manual_seed(11);
        using var before = random.get_rng_state();
        using var problem =
            TorchProbe.Problem(model, (x, y) => nn.functional.cross_entropy(nn.functional.dropout(model.call(x), 0.3, training: true), y),
                Data());
        var point = Own(problem);

        Assert.Equal(problem.Evaluate(point, SampleSet.All(Samples), default), problem.Evaluate(point, SampleSet.All(Samples), default));
        using var after = random.get_rng_state();
        Assert.True(before.bytes.SequenceEqual(after.bytes));
        Assert.Contains("the forward pass draws random numbers; they are the same in every pass", problem.Notes);
    }

    [Fact]
    public void TiedWeights_AreOneParameter()
    {
        using var model = new TiedNet();
        using var problem = Problem(model);
        var point = Own(problem);

        Assert.Equal(6 * 6 + 6 + 6 * 3 + 3, problem.ParameterCount);
        Assert.Contains(problem.Notes, note => note.Contains("is tied to", StringComparison.Ordinal));
        CheckGradient(problem, point);
        CheckProduct(problem, point, 5e-3);
    }

    [Fact]
    public void FrozenParameters_AreLeftOut()
    {
        using var first = nn.Linear(6, 6);
        using var model = nn.Sequential(("in", first), ("bend", nn.Tanh()), ("out", nn.Linear(6, 3)));
        first.weight.requires_grad = false;
        using var problem = Problem(model);

        Assert.Equal(6 + 18 + 3, problem.ParameterCount);
        Assert.Contains("frozen and left out: 'in.weight' (36 numbers)", problem.Notes);
        CheckGradient(problem, Own(problem));
    }

    [Fact]
    public void ParametersWithoutInfluence_HaveNoSlopeAndNoCurvature()
    {
        using var model = new NetWithSpareLayer();
        using var problem = Problem(model);
        var point = Own(problem);
        var (gradient, product) = (new double[point.Length], new double[point.Length]);

        problem.Evaluate(point, SampleSet.All(Samples), gradient);
        ((IExactCurvature)problem).HessianAt(point, SampleSet.All(Samples)).Multiply(DigitsNet.Direction(point.Length), product);

        Assert.All(gradient[^20..], slope => Assert.Equal(0, slope));
        Assert.All(product[^20..], value => Assert.Equal(0, value));
        Assert.Contains(problem.Notes, note => note == "without influence on the loss, gradient zero: 'spare.weight', 'spare.bias'");
    }

    [Fact]
    public void Model_IsFoundAgainAsItWasLeft()
    {
        using var model = nn.Sequential(("in", nn.Linear(6, 6)), ("norm", nn.BatchNorm1d(6)), ("drop", nn.Dropout(0.1)), ("out", nn.Linear(6, 3)));
        var (inputs, targets) = Data();
        nn.functional.cross_entropy(model.call(inputs), targets).backward();
        ((nn.Module)model.children().Last()).eval();
        var (before, gradients) = (Snapshot(model), Gradients(model));
        bool[] modes = [.. model.children().Select(module => module.training)];

        using (var problem = Problem(model))
        {
            Assert.All(Gradients(model), gradient => Assert.Empty(gradient));
            problem.Evaluate(new double[problem.ParameterCount], SampleSet.All(Samples), new double[problem.ParameterCount]);
            Assert.NotEqual(before, Snapshot(model));
        }

        Assert.Equal(before, Snapshot(model));
        Assert.Equal(gradients, Gradients(model));
        Assert.Equal(modes, model.children().Select(module => module.training));
    }

    private static TorchProblem Problem(nn.Module<Tensor, Tensor> model, TorchProbeOptions? options = null) =>
        TorchProbe.Problem(model, (x, y) => nn.functional.cross_entropy(model.call(x), y), Data(), options);

    private static (Tensor Inputs, Tensor Targets) Data()
    {
        var random = new Random(5);
        return (tensor(Enumerable.Range(0, Samples * 6).Select(_ => random.NextSingle() - 0.5f).ToArray()).view(Samples, 6),
            tensor(Enumerable.Range(0, Samples).Select(i => (long)(i % 3)).ToArray()));
    }

    private static double[] Own(TorchProblem problem)
    {
        var point = new double[problem.ParameterCount];
        problem.Initialize(0, point);
        return point;
    }

    /// <summary>The slope along a direction against a difference of losses in float32: good to a few parts in a thousand.</summary>
    private static void CheckGradient(TorchProblem problem, double[] point)
    {
        var (all, gradient) = (SampleSet.All(Samples), new double[point.Length]);
        problem.Evaluate(point, all, gradient);
        var norm = Math.Sqrt(gradient.Sum(slope => slope * slope));
        const double H = 1e-2;
        var ahead = problem.Evaluate([.. point.Zip(gradient, (value, slope) => value + (H * slope / norm))], all, default);
        var behind = problem.Evaluate([.. point.Zip(gradient, (value, slope) => value - (H * slope / norm))], all, default);
        Assert.Equal(norm, (ahead - behind) / (2 * H), 5e-3 * norm);
    }

    /// <summary>A product against a difference of gradients in float32.</summary>
    private static void CheckProduct(TorchProblem problem, double[] point, double tolerance)
    {
        var all = SampleSet.All(Samples);
        var direction = DigitsNet.Direction(point.Length);
        var (product, ahead, behind) = (new double[point.Length], new double[point.Length], new double[point.Length]);
        ((IExactCurvature)problem).HessianAt(point, all).Multiply(direction, product);
        const double H = 1e-2;
        problem.Evaluate([.. point.Zip(direction, (value, change) => value + (H * change))], all, ahead);
        problem.Evaluate([.. point.Zip(direction, (value, change) => value - (H * change))], all, behind);
        Assert.InRange(DigitsNet.Apart([.. ahead.Zip(behind, (plus, minus) => (plus - minus) / (2 * H))], product), 0, tolerance);
    }

    private static float[][] Snapshot(nn.Module model) =>
        [.. model.parameters().Cast<Tensor>().Concat(model.buffers())
            .Select(part => part.detach().to(ScalarType.Float32).data<float>().ToArray())];

    private static float[][] Gradients(nn.Module model) =>
        [.. model.parameters().Select(parameter => parameter.grad?.data<float>().ToArray() ?? [])];

    private sealed class TiedNet : nn.Module<Tensor, Tensor>
    {
        private readonly Linear first = nn.Linear(6, 6);
        private readonly Linear second = nn.Linear(6, 6);
        private readonly Linear output = nn.Linear(6, 3);

        public TiedNet()
            : base("tied")
        {
            second.weight = first.weight;
            second.bias = first.bias;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => output.call(second.call(first.call(input).tanh()).tanh());
    }

    private sealed class NetWithSpareLayer : nn.Module<Tensor, Tensor>
    {
        private readonly Linear hidden = nn.Linear(6, 6);
        private readonly Linear output = nn.Linear(6, 3);
        private readonly Linear spare = nn.Linear(4, 4);

        public NetWithSpareLayer()
            : base("spare") => RegisterComponents();

        public override Tensor forward(Tensor input) => output.call(hidden.call(input).tanh());
    }
}
