using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Benchmarks;

/// <summary>
/// Full-batch training on the first 1,000 digits with squared error: the sharpness that the optimizer feels against its stability limit, over
/// the last third of each run (Cohen et al. 2021, arXiv:2103.00065 and 2022, arXiv:2207.14484).
/// </summary>
internal static class EdgeOfStabilityTable
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    private static readonly (string Name, OptimizerSettings Optimizer, double Rate, int Steps)[] Runs =
    [
        ("gd .1", Sgd, 0.1, 12000),
        ("gd .2", Sgd, 0.2, 8000),
        ("gd .5", Sgd, 0.5, 6000),
        ("gd 1", Sgd, 1, 200),
        ("heavy ball .5, .2", Sgd with { Momentum = 0.5 }, 0.2, 6000),
        ("heavy ball .9, .3", Sgd with { Momentum = 0.9 }, 0.3, 4000),
        ("heavy ball .9, .1", Sgd with { Momentum = 0.9 }, 0.1, 4000),
        ("nesterov .5, .15", Sgd with { Momentum = 0.5, Nesterov = true }, 0.15, 6000),
        ("nesterov .9, .05", Sgd with { Momentum = 0.9, Nesterov = true }, 0.05, 6000),
        ("nesterov .9, .1", Sgd with { Momentum = 0.9, Nesterov = true }, 0.1, 1000),
        ("adam .9/.99, 1e-3", OptimizerSettings.Of(OptimizerKind.Adam) with { Beta2 = 0.99 }, 1e-3, 4000),
        ("adam .9/.99, 3e-4", OptimizerSettings.Of(OptimizerKind.Adam) with { Beta2 = 0.99 }, 3e-4, 4000),
        ("rmsprop .99, 3e-4", OptimizerSettings.Of(OptimizerKind.RmsProp), 3e-4, 4000),
    ];

    public static void Print()
    {
        Console.WriteLine("run               | limit | at start | peak | mean of last third | ratio | ended");
        foreach (var (name, optimizer, rate, steps) in Runs)
        {
            var result = OptimizationProbe.Run(new ProbeOptions
            {
                Problem = new DigitsPerceptron(loss: PerceptronLoss.SquaredError, samples: 1000),
                Optimizer = optimizer,
                Schedule = LearningRateSchedule.Constant(steps, rate),
                Steps = steps,
                StabilityPoints = 150,
                SweepSeeds = 0,
                Budget = TimeSpan.FromHours(1),
            });
            var limit = result.Stability.Rule.LargestStableCurvature(rate)!.Value;
            var curvatures = result.Stability.Points.Select(point => point.Curvature).ToArray();
            var settled = result.Run.Verdict == Verdict.Diverged ? double.NaN : result.Stability.Points.Where(point => point.Step >= steps * 2 / 3).Average(point => point.Curvature);
            Console.WriteLine(FormattableString.Invariant($"{name,-17} | {limit:G5} | {curvatures[0]:G4} | {curvatures.Max():G4} | {settled:G5} | {settled / limit:F3} | {result.Run.Verdict} after {result.Run.Steps}"));
        }
    }
}
