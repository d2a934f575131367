using System;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Networks;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Tests.Optimizers;

/// <summary>Rules that look at whole layers, or at more than one place, each against a closed form.</summary>
public class LayerwiseRuleTests
{
    private const int Rows = 3;
    private const int Columns = 4;

    /// <summary>A matrix, and a vector behind it.</summary>
    private static readonly ParameterTensor[] Tensors = [new(0, Rows, Columns), new(Rows * Columns, 1, 2)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void LambsFirstUpdate_IsAsLongAsTheWeights(int seed)
    {
        var (before, gradient) = Draw(seed);
        var after = Stepped(OptimizerSettings.Of(OptimizerKind.Lamb), before, gradient, 0.1);

        // Adam's first update is the sign of the gradient: its length over 12 numbers is sqrt(12), whatever they are.
        var length = TensorPrimitives.Norm<double>(before[Tensors[0].Part]);
        for (var i = 0; i < Tensors[0].Count; i++)
        {
            Assert.Equal(before[i] - (0.1 * length * Math.Sign(gradient[i]) / Math.Sqrt(12)), after[i], 1e-5);
        }

        Assert.Equal(before[^1] - (0.1 * Math.Sign(gradient[^1])), after[^1], 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void LarsStep_IsAThousandthOfTheWeights_AndBiasesKeepTheirGradients(int seed)
    {
        var (before, gradient) = Draw(seed);
        var after = Stepped(OptimizerSettings.Of(OptimizerKind.Lars), before, gradient, 0.1);

        var ratio = TensorPrimitives.Norm<double>(before[Tensors[0].Part]) / TensorPrimitives.Norm<double>(gradient[Tensors[0].Part]);
        Assert.Equal(before[0] - (1e-4 * ratio * gradient[0]), after[0], 1e-12);
        Assert.Equal(before[^1] - (0.1 * gradient[^1]), after[^1], 1e-12);
    }

    /// <summary>Squares of a gradient of rank one are a product of row and column means, and the factored divisor is exact.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AdafactorOfAGradientOfRankOne_StepsByItsSigns(int seed)
    {
        var random = new RandomNumbers(seed, RandomStream.Construction);
        var (before, gradient, left, right) = (new double[14], new double[14], new double[Rows], new double[Columns]);
        random.FillNormal(left);
        random.FillNormal(right);
        for (var i = 0; i < Rows * Columns; i++)
        {
            gradient[i] = left[i / Columns] * right[i % Columns];
        }

        var after = Stepped(OptimizerSettings.Of(OptimizerKind.Adafactor), before, gradient, 0.1);

        for (var i = 0; i < Rows * Columns; i++)
        {
            Assert.Equal(-0.1 * Math.Sign(gradient[i]), after[i], 1e-9);
        }
    }

    /// <summary>A diagonal gradient has its entries for singular values; five steps of the polynomial are what Muon makes of each.</summary>
    [Fact]
    public void MuonsUpdate_HasTheSingularValuesOfItsPolynomial()
    {
        double[] diagonal = [3, 1, 0.2];
        var (before, gradient) = (new double[14], new double[14]);
        for (var i = 0; i < Rows; i++)
        {
            gradient[(i * Columns) + i] = diagonal[i];
        }

        var after = Stepped(OptimizerSettings.Of(OptimizerKind.Muon) with { WeightDecay = 0 }, before, gradient, 0.1);

        var norm = TensorPrimitives.Norm<double>(diagonal);
        for (var i = 0; i < Rows; i++)
        {
            var wanted = Enumerable.Range(0, 5).Aggregate(diagonal[i] / norm, (value, _) => NewtonSchulz.Of(value));
            Assert.InRange(wanted, 0.6, 1.3);
            Assert.Equal(-0.1 * wanted, after[(i * Columns) + i], 1e-5);
        }

        Assert.Equal(0, after[1], 1e-12);
    }

    /// <summary>Tall matrices are turned, and their update grows with the root of rows over columns.</summary>
    [Fact]
    public void MuonOnATallMatrix_IsThatOnTheFlatOne_TimesTheRootOfItsShape()
    {
        var (_, gradient) = Draw(4);
        var settings = OptimizerSettings.Of(OptimizerKind.Muon) with { WeightDecay = 0 };
        var flat = Optimizer.Create(settings, 12, [new(0, 3, 4)]);
        var tall = Optimizer.Create(settings, 12, [new(0, 4, 3)]);
        var (one, other) = (new double[12], new double[12]);
        flat.Step(one, [.. gradient[..12]], 1);
        tall.Step(other, [.. Enumerable.Range(0, 12).Select(i => gradient[((i % 3) * 4) + (i / 3)])], 1);

        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(one[i] * Math.Sqrt(4 / 3.0), other[((i % 4) * 3) + (i / 4)], 1e-9);
        }
    }

    [Fact]
    public void ScheduleFree_KeepsTheMeanOfItsIterates()
    {
        var optimizer = Optimizer.Create(OptimizerSettings.Of(OptimizerKind.ScheduleFreeSgd), 1);
        double[] x = [1];
        optimizer.Step(x, [0.5], 0.1);
        optimizer.Step(x, [-0.2], 0.1);
        optimizer.Finish(x);

        Assert.Equal((0.95 + 0.97) / 2, x[0], 1e-12);
    }

    /// <summary>Computed apart from the definition: gradients 0.5, 0.4, 0.3, 0.2 at a rate of 1.</summary>
    [Fact]
    public void Prodigy_EstimatesTheDistance()
    {
        var prodigy = new Prodigy(OptimizerSettings.Of(OptimizerKind.Prodigy), 1);
        double[] x = [1];
        foreach (var gradient in new[] { 0.5, 0.4, 0.3, 0.2 })
        {
            prodigy.Step(x, [gradient], 1);
        }

        Assert.Equal(0.999965531587401, x[0], 1e-12);
        Assert.Equal(1.0644685388818691e-05, prodigy.Distance, 1e-12);
    }

    /// <summary>On a parabola, SAM ends in a bounce of amplitude rate x curvature x radius / (2 - rate x curvature).</summary>
    [Theory]
    [InlineData(0.1, 1, 0.05, 0.05 * 0.1 / 1.9)]
    [InlineData(0.5, 2, 0.1, 0.1)]
    [InlineData(0.1, 10, 0.05, 0.05)]
    public void SharpnessAwareSteps_EndInABounce(double rate, double curvature, double radius, double amplitude)
    {
        var plan = new TrainingPlan
        {
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd) with { SharpnessRadius = radius },
            Schedule = LearningRateSchedule.Constant(2_000, rate),
            Steps = 2_000,
        };
        var trainer = new Trainer(new Quadratic([curvature]), plan, seed: 0, [0.7123]);
        trainer.Finish();

        Assert.Equal(amplitude, Math.Abs(trainer.Parameters[0]), 1e-6);
    }

    [Fact]
    public void Layouts_CoverEveryParameterOnce()
    {
        foreach (IProblem problem in new IProblem[] { new DigitsPerceptron(), new LanguageModel(6), new LoraTuning(4, sequences: 6),
            new DigitsConvolution(12), new GridPolicy(), new PreferenceTuning(4), new Quadratic() })
        {
            var next = 0;
            foreach (var tensor in ParameterLayout.Of(problem))
            {
                Assert.Equal(next, tensor.Start);
                next += tensor.Count;
            }

            Assert.Equal(problem.ParameterCount, next);
        }

        // Three matrices with a bias behind each.
        Assert.Equal([true, false, true, false, true, false], ParameterLayout.Of(new DigitsPerceptron()).Select(tensor => tensor.IsMatrix));
        Assert.Contains(ParameterLayout.Of(new LanguageModel(6)), tensor => tensor is { Rows: 64, Columns: 32 });
    }

    private static (double[] Weights, double[] Gradient) Draw(int seed)
    {
        var random = new RandomNumbers(seed, RandomStream.Construction);
        var (weights, gradient) = (new double[14], new double[14]);
        random.FillNormal(weights);
        random.FillNormal(gradient);
        return (weights, gradient);
    }

    private static double[] Stepped(OptimizerSettings settings, double[] before, double[] gradient, double rate)
    {
        var (optimizer, after) = (Optimizer.Create(settings, before.Length, Tensors), (double[])before.Clone());
        optimizer.Step(after, (double[])gradient.Clone(), rate);
        return after;
    }
}
