using System;
using System.Linq;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>A TorchSharp model against the built-in perceptron at the same weights.</summary>
public class PerceptronAgreementTests
{
    /// <summary>
    /// Sums of a few hundred rounded numbers: twenty roundings. For float32 (6e-8 each) that is 1.2e-6; double backward was measured at 1e-7 to 4e-7.
    /// </summary>
    private static double Tolerance(ScalarType type) => 20 * (type == ScalarType.Float32 ? 6e-8 : 1.1e-16);

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void LossAndGradient_AreThoseOfTheBuiltInNetwork(ScalarType type)
    {
        using var problem = DigitsNet.Problem(type);
        var builtIn = DigitsNet.BuiltIn();
        var point = DigitsNet.Point(builtIn);
        var (gradient, wanted) = (new double[point.Length], new double[point.Length]);
        int[] batch = [5, 2, 299, 17, 17];

        foreach (var samples in new[] { SampleSet.All(DigitsNet.Samples), SampleSet.Of(batch) })
        {
            var loss = problem.Evaluate(point, samples, gradient);
            var truth = builtIn.Evaluate(point, samples, wanted);

            Assert.Equal(truth, loss, truth * Tolerance(type));
            Assert.InRange(DigitsNet.Apart(gradient, wanted), 0, 10 * Tolerance(type));
            Assert.Equal(loss, problem.Evaluate(point, samples, default), loss * Tolerance(type));
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Products_AreThoseOfTheBuiltInNetwork(ScalarType type)
    {
        using var problem = DigitsNet.Problem(type);
        var builtIn = DigitsNet.BuiltIn();
        var (point, all) = (DigitsNet.Point(builtIn), SampleSet.All(DigitsNet.Samples));
        double[] vectors = [.. DigitsNet.Direction(point.Length), .. DigitsNet.Direction(point.Length, seed: 8)];
        var (products, wanted) = (new double[vectors.Length], new double[vectors.Length]);

        ((IExactCurvature)problem).HessianAt(point, all).Multiply(vectors, products, 2);
        builtIn.HessianAt(point, all).Multiply(vectors, wanted, 2);

        Assert.InRange(DigitsNet.Apart(products, wanted), 0, 10 * Tolerance(type));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Eigenvalues_AreThoseOfTheBuiltInNetwork(ScalarType type)
    {
        using var problem = DigitsNet.Problem(type);
        var builtIn = DigitsNet.BuiltIn();
        var (point, all) = (DigitsNet.Point(builtIn), SampleSet.All(DigitsNet.Samples));
        var options = new SpectrumOptions { MaxProducts = 200, SmallestTolerance = 1e-6, ProductPrecision = problem.ProductRounding };

        var (largest, smallest) = Spectrum.Extremes(((IExactCurvature)problem).HessianAt(point, all), options);
        var (top, bottom) = Spectrum.Extremes(builtIn.HessianAt(point, all), options with { ProductPrecision = 2.2e-16 });

        // An eigenvalue moves by no more than the matrix does (Weyl), and is known to its residual.
        var slack = ((10 * Tolerance(type)) + 1e-6) * top.Value;
        Assert.Equal(top.Value, largest.Value, slack);
        Assert.Equal(bottom.Value, smallest.Value, slack);
        Assert.True(smallest.Value < 0);
    }

    [Fact]
    public void Trace_IsThatOfTheBuiltInNetwork()
    {
        using var problem = DigitsNet.Problem(ScalarType.Float32);
        var builtIn = DigitsNet.BuiltIn();
        var (point, all) = (DigitsNet.Point(builtIn), SampleSet.All(DigitsNet.Samples));
        var hessian = ((IExactCurvature)problem).HessianAt(point, all);
        var (unit, product) = (new double[point.Length], new double[point.Length]);
        var (trace, columns) = (0.0, 0.0);
        for (var i = 0; i < point.Length; i++)
        {
            unit[i] = 1;
            hessian.Multiply(unit, product);
            trace += product[i];
            columns += Math.Sqrt(product.Sum(value => value * value));
            unit[i] = 0;
        }

        // Each number of the diagonal errs by no more than its column does.
        Assert.Equal(builtIn.TraceAt(point, all)!.Value, trace, 10 * Tolerance(ScalarType.Float32) * columns);
    }

    [Fact]
    public void PassesOfSomeSamples_AreJoinedByTheirSizes()
    {
        using var whole = DigitsNet.Problem(ScalarType.Float64);
        using var parts = DigitsNet.Problem(ScalarType.Float64, new TorchProbeOptions { SamplesPerPass = 128 });
        var (point, all) = (DigitsNet.Point(whole), SampleSet.All(DigitsNet.Samples));
        var (one, other) = (new double[point.Length], new double[point.Length]);

        Assert.Equal(whole.Evaluate(point, all, one), parts.Evaluate(point, all, other), 1e-12);
        Assert.InRange(DigitsNet.Apart(other, one), 0, 1e-12);

        ((IExactCurvature)whole).HessianAt(point, all).Multiply(DigitsNet.Direction(point.Length), one);
        ((IExactCurvature)parts).HessianAt(point, all).Multiply(DigitsNet.Direction(point.Length), other);
        Assert.InRange(DigitsNet.Apart(other, one), 0, 1e-12);
    }

    [Fact]
    public void PredictionsAndLabels_AreThoseOfTheBuiltInNetwork()
    {
        using var problem = DigitsNet.Problem(ScalarType.Float64);
        var builtIn = DigitsNet.BuiltIn();
        var (point, all) = (DigitsNet.Point(builtIn), SampleSet.All(DigitsNet.Samples));
        var (classes, wanted) = (new int[DigitsNet.Samples], new int[DigitsNet.Samples]);

        var classifier = Assert.IsAssignableFrom<IClassifies>(problem);
        classifier.Predict(point, all, classes);
        builtIn.Predict(point, all, wanted);

        Assert.Equal(wanted, classes);
        Assert.Equal(builtIn.Labels.ToArray(), classifier.Labels.ToArray());
        Assert.Equal(builtIn.Filters.ToArray(), ((IHasFilters)problem).Filters.ToArray());
    }
}
