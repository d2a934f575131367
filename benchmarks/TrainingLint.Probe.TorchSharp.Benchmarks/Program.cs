using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using TorchSharp;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Benchmarks;

/// <summary>Medians of products in turns, so that both see the same machine. Full batch of the digits, float32.</summary>
internal static class Program
{
    private const int Warm = 5;
    private const int Turns = 60;

    private static void Main(string[] arguments)
    {
        set_num_threads(arguments is [var threads] ? int.Parse(threads, CultureInfo.InvariantCulture) : 1);
        foreach (var width in new[] { 128, 512 })
        {
            using var model = nn.Sequential(("a", nn.Linear(64, width)), ("b", nn.Tanh()), ("c", nn.Linear(width, width)), ("d", nn.Tanh()), ("e", nn.Linear(width, 10)));
            Compare(model, FormattableString.Invariant($"64-{width}-{width}-10"));
        }
    }

    private static void Compare(nn.Module<Tensor, Tensor> model, string name)
    {
        var inputs = tensor(Digits.Pixels.ToArray()).view(-1, Digits.Width).to(ScalarType.Float32);
        var targets = tensor(Digits.Labels.ToArray().Select(label => (long)label).ToArray());
        using var byHand = new ByHand(model, inputs, targets);
        using var problem = TorchProbe.Problem(model, (x, y) => nn.functional.cross_entropy(model.call(x), y), (inputs, targets));
        var (point, direction) = (new double[problem.ParameterCount], new double[problem.ParameterCount]);
        problem.Initialize(0, point);
        Array.Fill(direction, 0.01);
        var (product, hessian) = (new double[point.Length], ((IExactCurvature)problem).HessianAt(point, SampleSet.All(Digits.Count)));
        var (probe, hand) = (new List<double>(), new List<double>());
        hessian.Multiply(direction, product);
        byHand.Prepare();
        for (var turn = 0; turn < Warm + Turns; turn++)
        {
            probe.Add(Time(() => hessian.Multiply(direction, product)));
            hand.Add(Time(byHand.Multiply));
        }

        var (ours, theirs) = (Median(probe), Median(hand));
        Console.WriteLine(FormattableString.Invariant($"{name}: {ours:F2} ms, by hand {theirs:F2} ms, {ours / theirs:F3} times"));
    }

    private static double Time(Action action)
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Skip(Warm).Order().ElementAt(Turns / 2);

    /// <summary>The same product as one would write it in TorchSharp: nothing is copied, everything is disposed of.</summary>
    private sealed class ByHand(nn.Module<Tensor, Tensor> model, Tensor inputs, Tensor targets) : IDisposable
    {
        private readonly DisposeScope _scope = NewDisposeScope();
        private Tensor[] _parameters = [];
        private IList<Tensor> _gradients = [];
        private Tensor[] _direction = [];

        public void Prepare()
        {
            _parameters = [.. model.parameters()];
            _direction = [.. _parameters.Select(parameter => full_like(parameter, 0.01))];
            _gradients = autograd.grad([nn.functional.cross_entropy(model.call(inputs), targets)], _parameters, retain_graph: true, create_graph: true);
        }

        public void Multiply()
        {
            using var scope = NewDisposeScope();
            autograd.grad(_gradients, _parameters, _direction, retain_graph: true);
        }

        public void Dispose() => _scope.Dispose();
    }
}
