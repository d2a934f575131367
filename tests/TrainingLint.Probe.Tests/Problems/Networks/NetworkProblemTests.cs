using System;
using System.Collections.Generic;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Networks;
using TrainingLint.Probe.Problems.Recommendation;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Tests.Problems.Networks;

/// <summary>The small networks: their slopes are those of their losses, the same on any number of threads, and each can be trained.</summary>
public class NetworkProblemTests
{
    private static readonly Dictionary<string, Func<IProblem>> Problems = new()
    {
        ["digits-cnn"] = () => new DigitsConvolution(samples: 70),
        ["tiny-lm"] = () => new LanguageModel(sequences: 14),
        ["tiny-lm-tuning"] = () => new LanguageModelTuning(sequences: 14),
        ["tiny-lm-lora"] = () => new LoraTuning(rank: 4, sequences: 14),
        ["tiny-lm-preference"] = () => new PreferenceTuning(pairs: 10),
        ["grid-policy"] = () => new GridPolicy(entropy: 0.01),
        ["ratings-mf"] = () => new MatrixFactorization(rank: 3),
    };

    public static TheoryData<string> Names => [.. Problems.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void SlopesAreThoseOfTheLoss(string name)
    {
        var problem = Problems[name]();
        var all = SampleSet.All(problem.SampleCount);
        var point = Moved(problem, 0.05);
        var (gradient, random) = (new double[point.Length], new RandomNumbers(5, RandomStream.Directions));
        problem.Evaluate(point, all, gradient);
        for (var trial = 0; trial < 6; trial++)
        {
            var direction = new double[point.Length];
            random.FillNormal(direction);
            const double H = 2e-6;
            var slope = (problem.Evaluate(Along(point, direction, H), all, default)
                - problem.Evaluate(Along(point, direction, -H), all, default)) / (2 * H);
            var exact = gradient.Zip(direction, (one, other) => one * other).Sum();
            Assert.Equal(exact, slope, 1e-6 * Math.Max(1, Math.Abs(exact)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryParameterIsUsed_OrKnownNotToBe(string name)
    {
        var problem = Problems[name]();
        var gradient = new double[problem.ParameterCount];
        problem.Evaluate(Moved(problem, 0.05), SampleSet.All(problem.SampleCount), gradient);

        // Letters and squares that do not occur have no slope.
        Assert.True(gradient.Count(slope => slope != 0) > 0.8 * gradient.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ThreadsChangeNoBit(string name)
    {
        var problem = Problems[name]();
        var point = Moved(problem, 0.05);
        (double Loss, double[] Slopes) At(int threads)
        {
            var before = Workers.Count;
            try
            {
                Workers.Count = threads;
                var gradient = new double[point.Length];
                return (problem.Evaluate(point, SampleSet.All(problem.SampleCount), gradient), gradient);
            }
            finally
            {
                Workers.Count = before;
            }
        }

        var (one, two) = (At(1), At(2));
        Assert.Equal(one.Loss, two.Loss);
        Assert.Equal(one.Slopes, two.Slopes);
    }

    [Theory]
    [InlineData("digits-cnn", 0.01, 0.5)]
    [InlineData("tiny-lm", 0.005, 0.6)]
    [InlineData("tiny-lm-tuning", 0.003, 0.7)]
    [InlineData("tiny-lm-lora", 0.01, 0.9)]
    [InlineData("tiny-lm-preference", 0.003, 0.5)]
    [InlineData("grid-policy", 0.01, 0.3)]
    [InlineData("ratings-mf", 0.02, 0.6)]
    public void ItCanBeTrained(string name, double rate, double share)
    {
        var problem = Problems[name]();
        var plan = new TrainingPlan
        {
            Optimizer = OptimizerSettings.Of(OptimizerKind.Adam),
            Schedule = LearningRateSchedule.Cosine(80, rate),
            Steps = 80
        };
        var trainer = new Trainer(problem, plan, seed: 0);
        var start = problem.Evaluate(trainer.Parameters, SampleSet.All(problem.SampleCount), default);

        trainer.Finish();

        Assert.InRange(problem.Evaluate(trainer.Parameters, SampleSet.All(problem.SampleCount), default), 0, share * start);
    }

    [Fact]
    public void PreferencesStartAtAnEvenChance()
    {
        var problem = new PreferenceTuning(pairs: 6);
        var start = new double[problem.ParameterCount];
        problem.Initialize(3, start);

        Assert.Equal(Math.Log(2), problem.Evaluate(start, SampleSet.All(6), default), 1e-12);
    }

    [Fact]
    public void AdaptersStartAtTheModelTheyAdapt()
    {
        var (adapted, whole) = (new LoraTuning(sequences: 5), new LanguageModelTuning(sequences: 5));
        var (adapters, weights) = (new double[adapted.ParameterCount], new double[whole.ParameterCount]);
        adapted.Initialize(1, adapters);
        whole.Initialize(1, weights);

        Assert.Equal(whole.Evaluate(weights, SampleSet.All(5), default), adapted.Evaluate(adapters, SampleSet.All(5), default), 1e-12);
    }

    [Fact]
    public void ABestPolicyLacksNothing()
    {
        // From the corner, the goal is eight moves away; a policy that hardly errs collects nearly all that there is.
        var problem = new GridPolicy();
        var trainer = new Trainer(problem,
            new TrainingPlan
            {
                Optimizer = OptimizerSettings.Of(OptimizerKind.Adam),
                Schedule = LearningRateSchedule.Constant(600, 0.05),
                Steps = 600
            }, seed: 1);
        trainer.Finish();

        Assert.InRange(problem.Evaluate(trainer.Parameters, SampleSet.All(problem.SampleCount), default), 0, 0.02);
    }

    private static double[] Moved(IProblem problem, double by)
    {
        var point = new double[problem.ParameterCount];
        problem.Initialize(2, point);
        var random = new RandomNumbers(9, RandomStream.Directions);
        return [.. point.Select(value => value + (by * random.NextNormal()))];
    }

    private static double[] Along(double[] point, double[] direction, double by) =>
        [.. point.Zip(direction, (value, step) => value + (by * step))];
}
