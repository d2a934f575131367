using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Generalization;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Tests.Generalization;

public class IterateAverageTests
{
    /// <summary>
    /// Around a minimum, descent with noise is an AR(1) process with a = 1 - rate x curvature, whose variance is s^2 = rate C / (curvature (2 - rate x
    /// curvature)), and that of the mean of K iterates s^2/K [(1 + a)/(1 - a) - 2 a (1 - a^K)/(K (1 - a)^2)]: 0.0084009 and 0.0784314 for rate 0.2,
    /// curvature 1.5, C = 1 and K = 50. A variance from n independent values has a relative standard error of sqrt(2/n), 1.4 % for 10,000; three of
    /// them are allowed, and 1 % more because batches are drawn without replacement (200 of 20,000 samples).
    /// </summary>
    [Theory]
    [InlineData(0.2, 1.5, 200, 0.0084009)]
    [InlineData(0.1, 0.5, 400, double.NaN)]
    [InlineData(1.2, 1.5, 120, double.NaN)]
    public void ItsVariance_IsThatOfTheFormula(double rate, double curvature, int steps, double tabulated)
    {
        const int Runs = 100;
        var problem = new NoisyParabola(curvature);
        var plan = new TrainingPlan
        {
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
            Schedule = LearningRateSchedule.Constant(steps, rate),
            BatchSize = 1,
            Steps = steps
        };
        var (ofLast, ofMean) = (0.0, 0.0);
        for (var seed = 0; seed < Runs; seed++)
        {
            var trainer = new Trainer(problem, plan, seed);
            var average = new IterateAverage(problem.ParameterCount, steps);
            while (!trainer.IsDone)
            {
                trainer.Step();
                average.Observe(trainer);
            }

            Assert.Equal(IterateAverage.CountFor(steps), average.Count);
            ofLast += trainer.Parameters.ToArray().Average(x => x * x) / Runs;
            ofMean += average.Mean.Average(x => x * x) / Runs;
        }

        var (a, k) = (1 - (rate * curvature), IterateAverage.CountFor(steps));
        var variance = rate / (curvature * (2 - (rate * curvature)));
        var expected = variance / k * (((1 + a) / (1 - a)) - (2 * a * (1 - Math.Pow(a, k)) / (k * (1 - a) * (1 - a))));
        Assert.True(double.IsNaN(tabulated) || Math.Abs(expected - tabulated) < 5e-8);
        var tolerance = (3 * Math.Sqrt(2.0 / (Runs * problem.ParameterCount))) + 0.01;
        Assert.InRange(ofLast / variance, 1 - tolerance, 1 + tolerance);
        Assert.InRange(ofMean / expected, 1 - tolerance, 1 + tolerance);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(300, 75)]
    public void ItCovers_TheLastQuarter(int steps, int expected) => Assert.Equal(expected, IterateAverage.CountFor(steps));
}
