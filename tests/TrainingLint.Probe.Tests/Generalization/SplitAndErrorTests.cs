using System;
using System.Linq;
using TrainingLint.Probe.Generalization;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Tests.Generalization;

/// <summary>The split, and the error bars that rest on it.</summary>
public class SplitAndErrorTests
{
    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 2)]
    [InlineData(1797, 359)]
    public void AFifth_IsHeldOut(int samples, int? held)
    {
        var split = HoldOut.Of(samples, seed: 3);

        Assert.Equal(held, split?.Held.Count);
        if (split is not null)
        {
            Assert.Equal(Enumerable.Range(0, samples), split.Trained.Indices.ToArray().Concat(split.Held.Indices.ToArray()).Order());
            Assert.Equal(split.Held.Indices, HoldOut.Of(samples, seed: 3)!.Held.Indices);
            Assert.NotEqual(split.Held.Indices.ToArray(), HoldOut.Of(samples, seed: 4)!.Held.Indices.ToArray());
        }
    }

    /// <summary>Up to 20 samples are groups of one, and the error is the textbook's.</summary>
    [Fact]
    public void OfFewSamples_TheErrorIsThatOfAMean()
    {
        var (problem, point) = Start();
        var samples = SampleSet.Of([.. Enumerable.Range(0, 20)]);
        var losses = Enumerable.Range(0, 20).Select(i => problem.Evaluate(point, SampleSet.Of([i]), default)).ToArray();
        var mean = losses.Average();

        var found = GroupedLoss.At(problem, point, samples).Mean;

        Assert.Equal(mean, found.Value, 12);
        Assert.Equal(Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / 19 / 20), found.Error, 12);
        Assert.True(double.IsNaN(GroupedLoss.At(problem, point, SampleSet.Of([0])).Mean.Error));
    }

    /// <summary>An error from 20 groups is itself uncertain by 1/sqrt(38) = 16 %; three times that is allowed, for several splits.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void OfManySamples_TheErrorIsThatOfAMeanWithinItsOwn(int seed)
    {
        var (problem, point) = Start();
        var samples = HoldOut.Of(Digits.Count, seed)!.Trained;
        var losses = samples.Indices.ToArray().Select(i => problem.Evaluate(point, SampleSet.Of([i]), default)).ToArray();
        var mean = losses.Average();
        var exact = Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / (losses.Length - 1) / losses.Length);

        var found = GroupedLoss.At(problem, point, samples).Mean;

        Assert.Equal(mean, found.Value, 10);
        Assert.InRange(found.Error / exact, 1 - 0.49, 1 + 0.49);
    }

    [Fact]
    public void ALossAgainstItself_DiffersByNothing()
    {
        var (problem, point) = Start();
        var loss = GroupedLoss.At(problem, point, SampleSet.All(Digits.Count));

        Assert.Equal(new MeasuredValue(0, 0), loss.Above(loss));
    }

    /// <summary>Fifty eigenvalues and twenty probes: each trace has an error, their difference has none, because both saw the same probes.</summary>
    [Fact]
    public void TracesFromTheSameProbes_DifferByNothingWhereCurvatureIsTheSame()
    {
        var problem = new Quadratic();
        var all = SampleSet.All(1);
        double[] first = [.. Enumerable.Repeat(1.0, 50)], second = [.. Enumerable.Repeat(-3.0, 50)];
        PairedTraces At(double[] point) => PairedTraces.At(problem, all, point, problem.HessianAt(point, all), seed: 1);

        Assert.True(At(first).Trace.StandardError > 0);
        Assert.Equal((0, 0), (At(first).Above(At(second)).Value, At(first).Above(At(second)).StandardError));
        Assert.InRange(problem.Eigenvalues.Sum() - At(first).Trace.Value, -4 * At(first).Trace.StandardError,
            4 * At(first).Trace.StandardError);
    }

    private static (DigitsPerceptron Problem, double[] Point) Start()
    {
        var problem = new DigitsPerceptron([64, 8, 10]);
        var point = new double[problem.ParameterCount];
        problem.Initialize(1, point);
        return (problem, point);
    }
}
