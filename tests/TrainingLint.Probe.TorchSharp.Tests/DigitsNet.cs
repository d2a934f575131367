using System;
using System.Linq;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>The built-in perceptron once more, in TorchSharp: the same layers, digits and loss.</summary>
internal static class DigitsNet
{
    public const int Samples = 300;

    /// <summary>64-24-16-10.</summary>
    public static readonly int[] Widths = [64, 24, 16, 10];

    public static nn.Module<Tensor, Tensor> Create(ScalarType type) => nn.Sequential(
        ("first", nn.Linear(64, 24, dtype: type)), ("one", nn.Tanh()),
        ("second", nn.Linear(24, 16, dtype: type)), ("two", nn.Tanh()),
        ("third", nn.Linear(16, 10, dtype: type)));

    public static (Tensor Inputs, Tensor Targets) Data(ScalarType type, int samples = Samples) => (
        tensor(Digits.Pixels[..(samples * Digits.Width)].ToArray()).view(samples, Digits.Width).to(type),
        tensor(Digits.Labels[..samples].ToArray().Select(label => (long)label).ToArray()));

    public static TorchProblem Problem(ScalarType type, TorchProbeOptions? options = null) =>
        TorchProbe.Problem(() => Create(type), (net, x, y) => nn.functional.cross_entropy(net.call(x), y), Data(type), options);

    public static DigitsPerceptron BuiltIn() => new(Widths, Activation.Tanh, PerceptronLoss.CrossEntropy, Initialization.Torch, Samples);

    /// <summary>A start that float32 holds exactly, so that both compute at the same point.</summary>
    public static double[] Point(IProblem problem, int seed = 3)
    {
        var point = new double[problem.ParameterCount];
        problem.Initialize(seed, point);
        return [.. point.Select(value => (double)(float)value)];
    }

    public static double[] Direction(int size, int seed = 7)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, size).Select(_ => (double)(float)(random.NextDouble() - 0.5))];
    }

    /// <summary>Distance of two vectors as a share of the second's length.</summary>
    public static double Apart(double[] found, double[] wanted) =>
        Math.Sqrt(found.Zip(wanted).Sum(pair => Math.Pow(pair.First - pair.Second, 2)) / wanted.Sum(value => value * value));
}
