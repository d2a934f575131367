using System;
using System.Linq;
using System.Numerics.Tensors;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Tests;

namespace TrainingLint.PyTorch.Tests;

/// <summary>The perceptron on the digits in PyTorch is the built-in one: the same numbers at the same weights.</summary>
public sealed class AgreementTests : IDisposable
{
    /// <summary>Sums of up to 1,797 x 128 products in float32: some tens of its roundings, 1.2e-7.</summary>
    private const double SingleTolerance = 5e-6;

    private static readonly int[] Widths = [64, 128, 128, 10];

    private readonly CommandLineCall _call = new();

    public void Dispose() => _call.Dispose();

    [PyTorchFact]
    public void LossGradientAndProducts_AgreeToFloat32()
    {
        using var bridged = _call.Start("small_perceptron");
        Assert.True(bridged.IsSingle);
        Compare(bridged, SingleTolerance);
    }

    [PyTorchFact]
    public void LossGradientAndProducts_AgreeToFloat32WhenMadeInParts()
    {
        using var bridged = _call.Start("small_perceptron_in_chunks");
        Assert.Contains(bridged.Notes, note => note.Contains("passes of 500 samples", StringComparison.Ordinal));
        Compare(bridged, SingleTolerance);
    }

    [PyTorchFact]
    public void LossGradientAndProducts_AgreeToDouble()
    {
        using var bridged = _call.Start("small_perceptron_in_double");
        Assert.False(bridged.IsSingle);
        Compare(bridged, 1e-12);
    }

    [PyTorchFact]
    public void EigenvaluesAndTrace_AgreeAtTheStartAndAfterTraining()
    {
        using var bridged = _call.Start("small_perceptron");
        var network = new DigitsPerceptron(Widths);
        var all = SampleSet.All(Digits.Count);
        var weights = Rounded(network, 3);
        for (var round = 0; round < 2; round++)
        {
            var (mine, theirs) = (network.HessianAt(weights, all), ((IExactCurvature)bridged).HessianAt(weights, all));
            var options = new SpectrumOptions { Tolerance = 1e-6, MaxProducts = 60 };
            var (largest, smallest) = Spectrum.Extremes(mine, options);
            var found = Spectrum.Extremes(theirs, options with { ProductPrecision = CurvatureMeasurement.PrecisionOf(bridged) });
            Near(largest.Value, found.Largest.Value, SingleTolerance * largest.Value);

            // The smallest sits at the edge of a dense bulk: its residual is how well either side knows it.
            Near(smallest.Value, found.Smallest.Value, smallest.Residual + found.Smallest.Residual + (SingleTolerance * largest.Value));

            // The same random signs on both sides, so that what differs is the products; and the closed form within four standard errors.
            var (trace, their) = (TraceEstimator.Hutchinson(mine, 20, seed: 1), TraceEstimator.Hutchinson(theirs, 20, seed: 1));
            Near(trace.Value, their.Value, SingleTolerance * Math.Abs(trace.Value));
            Near(network.TraceAt(weights, all)!.Value, their.Value, 4 * their.StandardError);
            Train(network, weights);
        }
    }

    [PyTorchFact]
    public void AWholeProbe_EndsInTheSamePlace()
    {
        using var bridged = _call.Start("small_perceptron");
        var network = new DigitsPerceptron(Widths);
        var options = new ProbeOptions
        {
            Clock = StandingClock.Instance,
            Problem = network,
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 },
            Schedule = LearningRateSchedule.Constant(40, 0.05),
            Steps = 40,
            BatchSize = 128,
            StabilityPoints = 3,
            SweepSeeds = 0,
            SpectrumProducts = 20,
            Weights = Rounded(network, 1),
            Budget = TimeSpan.FromMinutes(5),
        };

        var (mine, theirs) = (OptimizationProbe.Run(options), OptimizationProbe.Run(options with { Problem = bridged }));

        // Rounding is amplified by forty updates; it stays far below what any reader of the report could see.
        Near(mine.Run.FinalLoss, theirs.Run.FinalLoss, 1e-5 * mine.Run.FinalLoss);
        Near(mine.Sharpness.Largest, theirs.Sharpness.Largest, 1e-4 * mine.Sharpness.Largest);
        Near(mine.Stability.LargestStableRate!.Value, theirs.Stability.LargestStableRate!.Value,
            1e-4 * mine.Stability.LargestStableRate.Value);
        Assert.Equal(mine.Run.Verdict, theirs.Run.Verdict);
        Assert.InRange(theirs.Sharpness.SymmetryError!.Value, 0, 1e-6);
        Near(mine.Sharpness.FilterNormalised!.Value, theirs.Sharpness.FilterNormalised!.Value,
            1e-3 * mine.Sharpness.FilterNormalised.Value);
    }

    [PyTorchFact]
    public void ASeed_GivesItsOwnStartEveryTime()
    {
        using var bridged = _call.Start("small_perceptron");
        double[] Start(int seed)
        {
            var start = new double[bridged.ParameterCount];
            bridged.Initialize(seed, start);
            return start;
        }

        Assert.Equal(Start(0), Start(0));
        Assert.Equal(Start(7), Start(7));
        Assert.NotEqual(Start(0), Start(7));

        // torch's Linear: uniform within 1/sqrt(inputs).
        Assert.InRange(Start(7).Take(64 * 128).Max(Math.Abs), 0.12, 0.125);
    }

    private static void Compare(BridgedProblem bridged, double tolerance)
    {
        var network = new DigitsPerceptron(Widths);
        Assert.Equal(network.ParameterCount, bridged.ParameterCount);
        Assert.Equal([128, 64], bridged.Tensors[0].Shape);
        Assert.True(network.Filters.SequenceEqual(bridged.Filters));
        foreach (var seed in new[] { 1, 2 })
        {
            var weights = Rounded(network, seed);
            foreach (var samples in new[] { SampleSet.All(Digits.Count), SampleSet.Of([1796, 3, 77, 3]) })
            {
                var (mine, theirs) = (new double[weights.Length], new double[weights.Length]);
                var (loss, their) = (network.Evaluate(weights, samples, mine), bridged.Evaluate(weights, samples, theirs));
                Near(loss, their, tolerance * loss);
                NearAll(mine, theirs, tolerance);

                var vectors = Rounded(network, seed + 10).Concat(Rounded(network, seed + 20)).ToArray();
                var (products, theirProducts) = (new double[vectors.Length], new double[vectors.Length]);
                network.HessianAt(weights, samples).Multiply(vectors, products, 2);
                ((IExactCurvature)bridged).HessianAt(weights, samples).Multiply(vectors, theirProducts, 2);
                NearAll(products, theirProducts, tolerance);

                var (classes, theirClasses) = (new int[samples.Count], new int[samples.Count]);
                network.Predict(weights, samples, classes);
                ((IPredicts)bridged).Predict(weights, samples, theirClasses);
                Assert.Equal(classes, theirClasses);
            }
        }
    }

    /// <summary>A start in numbers that float32 holds exactly.</summary>
    private static double[] Rounded(DigitsPerceptron network, int seed)
    {
        var weights = new double[network.ParameterCount];
        network.Initialize(seed, weights);
        return [.. weights.Select(weight => (double)(float)weight)];
    }

    private static void Train(DigitsPerceptron network, double[] weights)
    {
        var optimizer = Optimizer.Create(OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 }, weights.Length);
        var gradient = new double[weights.Length];
        for (var step = 0; step < 100; step++)
        {
            network.Evaluate(weights, SampleSet.All(Digits.Count), gradient);
            optimizer.Step(weights, gradient, 0.1);
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)weights[i];
        }
    }

    private static void Near(double expected, double actual, double tolerance) =>
        Assert.InRange(actual, expected - tolerance, expected + tolerance);

    private static void NearAll(double[] expected, double[] actual, double tolerance)
    {
        TensorPrimitives.Subtract(actual, expected, actual);
        Assert.InRange(TensorPrimitives.Norm<double>(actual), 0, tolerance * TensorPrimitives.Norm<double>(expected));
    }
}
