using System;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;

namespace TrainingLint.Probe.Tests.Forecasts;

/// <summary>The noise scale where it is known.</summary>
public class NoiseScaleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(4096)]
    public void OfConstantNoise_IsItsVarianceOverTheSquaredSlope_WithinItsInterval(int batch)
    {
        const int Trials = 100;
        const double Variance = 0.5;
        var problem = new NoisyFunction(new Quadratic([1, 0.5, 0.1, 0.02]), Variance, samples: 1024);
        double[] at = [1, -1, 2, 0.5];
        var slope = new double[4];
        problem.Evaluate(at, SampleSet.All(1024), slope);
        var truth = 4 * Variance / TensorPrimitives.SumOfSquares<double>(slope);

        var measured = Enumerable.Range(0, Trials).Select(seed => NoiseScale.At(problem, at, batch, 0, seed, default)!).ToArray();

        // 95 of 100 with a deviation of 2.2: four deviations. The mean of 1,600 batches errs by 2 % (chi-square of four degrees).
        Assert.InRange(measured.Count(point => point.Low <= truth && truth <= point.High), 86, Trials);
        Assert.Equal(truth, measured.Average(point => point.Scale), 0.08 * truth);
    }

    [Theory]
    [InlineData(0, 21)]
    [InlineData(1, 41)]
    public void OfLinearRegression_IsTheTextbooks(double labelNoise, double truth)
    {
        // Standard normal inputs in d dimensions, distance delta, label noise sigma: d + 1 + d sigma^2/|delta|^2.
        var problem = new Regression(20, 4096, labelNoise);
        var at = new double[20];
        at[0] = 1;

        var scales = Enumerable.Range(0, 40).Select(seed => NoiseScale.At(problem, at, 64, 0, seed, default)!.Scale).Average();

        // 4,096 samples: |G|^2 errs by 2 sqrt(2/4096) = 4.4 %, one deviation, and the trace by less.
        Assert.Equal(truth, scales, 0.15 * truth);
    }

    [Fact]
    public void OfAPlainFunction_OrWithoutASlope_ThereIsNone()
    {
        Assert.Null(NoiseScale.At(new DoubleWell(), [1, 1], 1, 0, 0, default));
        Assert.Null(NoiseScale.At(new NoisyFunction(new Quadratic([1]), 1), [0], 8, 0, 0, default));
    }

    private sealed class Regression : IProblem
    {
        private readonly double[] _inputs;
        private readonly double[] _noise;

        public Regression(int dimensions, int samples, double labelNoise)
        {
            (ParameterCount, SampleCount) = (dimensions, samples);
            (_inputs, _noise) = (new double[dimensions * samples], new double[samples]);
            var random = new RandomNumbers(7, RandomStream.Construction);
            random.FillNormal(_inputs);
            random.FillNormal(_noise, labelNoise);
        }

        public string Name => "regression";

        public int ParameterCount { get; }

        public int SampleCount { get; }

        public void Initialize(int seed, Span<double> parameters) => parameters.Fill(1);

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
        {
            gradient.Clear();
            var loss = 0.0;
            foreach (var sample in samples.Indices)
            {
                var input = _inputs.AsSpan(sample * ParameterCount, ParameterCount);
                var miss = TensorPrimitives.Dot(input, parameters) - _noise[sample];
                loss += miss * miss / 2 / samples.Count;
                if (!gradient.IsEmpty)
                {
                    TensorPrimitives.MultiplyAdd(input, miss / samples.Count, gradient, gradient);
                }
            }

            return loss;
        }
    }
}
