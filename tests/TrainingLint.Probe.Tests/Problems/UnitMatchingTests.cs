using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Tests.Problems;

/// <summary>Networks that differ by the order of their units alone must be recognised as one; others must keep their loss.</summary>
public class UnitMatchingTests
{
    private const int Hidden = 12;
    private static readonly int[] Widths = [64, Hidden, Hidden, 10];

    [Theory]
    [InlineData(Activation.Tanh, true)]
    [InlineData(Activation.Tanh, false)]
    [InlineData(Activation.Relu, false)]
    [InlineData(Activation.Gelu, false)]
    public void APermutedCopy_IsMatchedExactly(Activation activation, bool flipsSigns)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var (problem, network) = Network(activation, seed);
            var copy = Permuted(network, flipsSigns, seed);
            var all = SampleSet.All(problem.SampleCount);
            Assert.Equal(problem.Evaluate(network, all, default), problem.Evaluate(copy, all, default), 12);
            Assert.True(LinearBarrier.Between(problem, all, network, copy).Height > 0.01);

            var matched = new double[network.Length];
            problem.MatchUnits(network, copy, matched);

            Assert.Equal(network, matched);
            Assert.Equal(0, LinearBarrier.Between(problem, all, network, matched).Height, 14);
        }
    }

    /// <summary>A rectifier is no odd function: a unit with its sign turned is another unit.</summary>
    [Fact]
    public void SignsOfRectifiers_AreLeftAlone()
    {
        var (problem, network) = Network(Activation.Relu, 1);
        var copy = Permuted(network, flipsSigns: true, seed: 1);
        var matched = new double[network.Length];

        problem.MatchUnits(network, copy, matched);

        var all = SampleSet.All(problem.SampleCount);
        Assert.NotEqual(network, matched);
        Assert.Equal(problem.Evaluate(copy, all, default), problem.Evaluate(matched, all, default), 12);
    }

    [Theory]
    [InlineData(Activation.Tanh)]
    [InlineData(Activation.Relu)]
    public void AnotherNetwork_ComesNearerAndKeepsItsLoss(Activation activation)
    {
        var (problem, network) = Network(activation, 1);
        var (_, other) = Network(activation, 2);
        var matched = new double[network.Length];

        problem.MatchUnits(network, other, matched);

        var all = SampleSet.All(problem.SampleCount);
        Assert.Equal(problem.Evaluate(other, all, default), problem.Evaluate(matched, all, default), 12);
        Assert.True(TensorPrimitives.Distance<double>(network, matched) < TensorPrimitives.Distance<double>(network, other));
    }

    private static (DigitsPerceptron Problem, double[] Parameters) Network(Activation activation, int seed)
    {
        var problem = new DigitsPerceptron(Widths, activation, initialization: Initialization.Xavier, samples: 200);
        var parameters = new double[problem.ParameterCount];
        problem.Initialize(seed, parameters);

        // An untrained network is no better than what lies between it and its copy.
        var plan = new TrainingPlan
        {
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 },
            Schedule = LearningRateSchedule.Constant(60, 0.1),
            Steps = 60
        };
        var trainer = new Trainer(problem, plan, seed, parameters);
        trainer.Finish();
        return (problem, trainer.Parameters.ToArray());
    }

    private static double[] Permuted(double[] network, bool flipsSigns, int seed)
    {
        var random = new RandomNumbers(seed, RandomStream.Directions);
        var copy = network.ToArray();
        for (var layer = 0; layer < Widths.Length - 2; layer++)
        {
            var before = copy.ToArray();
            var order = Enumerable.Range(0, Hidden).ToArray();
            random.Shuffle(order);
            var (inputs, weights, next) = (Widths[layer], Offset(layer), Offset(layer + 1));
            for (var unit = 0; unit < Hidden; unit++)
            {
                var sign = flipsSigns && random.NextUniform() < 0.5 ? -1 : 1;
                for (var i = 0; i < inputs; i++)
                {
                    copy[weights + (unit * inputs) + i] = sign * before[weights + (order[unit] * inputs) + i];
                }

                var bias = weights + (Hidden * inputs);
                copy[bias + unit] = sign * before[bias + order[unit]];
                for (var k = 0; k < Widths[layer + 2]; k++)
                {
                    copy[next + (k * Hidden) + unit] = sign * before[next + (k * Hidden) + order[unit]];
                }
            }
        }

        return copy;
    }

    private static int Offset(int layer) => Enumerable.Range(0, layer).Sum(l => Widths[l + 1] * (Widths[l] + 1));
}
