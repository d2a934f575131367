using System;
using BenchmarkDotNet.Attributes;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Benchmarks;

/// <summary>One gradient against one Hessian product, over all 1,797 digits; a product may cost 2.5 gradients at most.</summary>
[ShortRunJob]
public class PerceptronBenchmarks
{
    private readonly SampleSet _all = SampleSet.All(Digits.Count);
    private DigitsPerceptron _network = null!;
    private double[] _weights = null!;
    private double[] _directions = null!;
    private double[] _results = null!;
    private ISymmetricOperator _exact = null!;
    private ISymmetricOperator _single = null!;

    [Params(128, 512)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _network = new DigitsPerceptron([Digits.Width, Width, Width, Digits.Classes]);
        (_weights, _directions, _results) = (new double[_network.ParameterCount], new double[4 * _network.ParameterCount], new double[4 * _network.ParameterCount]);
        _network.Initialize(0, _weights);
        _network.Initialize(1, _directions.AsSpan(0, _weights.Length));
        _directions.AsSpan(0, _weights.Length).CopyTo(_directions.AsSpan(_weights.Length));
        _exact = _network.HessianAt(_weights, _all);
        _single = _network.SingleHessianAt(_weights, _all);
    }

    [Benchmark(Baseline = true)]
    public double Gradient() => _network.Evaluate(_weights, _all, _results.AsSpan(0, _weights.Length));

    [Benchmark]
    public double Loss() => _network.Evaluate(_weights, _all, default);

    [Benchmark]
    public void HessianProduct() => _exact.Multiply(_directions.AsSpan(0, _weights.Length), _results);

    [Benchmark]
    public void HessianProductInFloat() => _single.Multiply(_directions.AsSpan(0, _weights.Length), _results);

    [Benchmark(OperationsPerInvoke = 4)]
    public void HessianProductOfABlockOfFour() => _exact.Multiply(_directions, _results, 4);

    [Benchmark]
    public double? ExactTrace() => _network.TraceAt(_weights, _all);
}
