using System.Collections.Generic;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>Diverging or sound: on quadratics by the limits of the update rules themselves, on networks by far excess or far margin.</summary>
internal static class StabilityCases
{
    private static readonly OptimizerSettings Plain = OptimizerSettings.Of(OptimizerKind.Sgd);

    public static IEnumerable<BatteryCase> All =>
    [
        Quadratic("gradient descent at 0.95 of its limit of 2", Plain, 1.9, "sound"),
        Quadratic("gradient descent at 1.05 of its limit of 2", Plain, 2.1, "diverged"),
        Quadratic("heavy ball 0.9 at 0.97 of its limit of 3.8", Plain with { Momentum = 0.9 }, 3.7, "sound"),
        Quadratic("heavy ball 0.9 at 1.03 of its limit of 3.8", Plain with { Momentum = 0.9 }, 3.9, "diverged"),
        Quadratic("Nesterov 0.9 at 0.96 of its limit of 1.357", Plain with { Momentum = 0.9, Nesterov = true }, 1.3, "sound"),
        Quadratic("Nesterov 0.9 at 1.05 of its limit of 1.357", Plain with { Momentum = 0.9, Nesterov = true }, 1.42, "diverged"),
        Quadratic("weight decay 0.2 takes gradient descent at 1.8 over its limit", Plain with { WeightDecay = 0.2 }, 1.8, "diverged"),
        Quadratic("momentum 1.05 at a small rate", Plain with { Momentum = 1.05 }, 0.01, "diverged"),
        Of("gradient descent on Rosenbrock at 1e-4 (curvature 1,002)", new Rosenbrock(2), Plain, 1e-4, "sound"),
        Of("gradient descent on Rosenbrock at 0.1 (curvature 1,002)", new Rosenbrock(2), Plain, 0.1, "diverged"),
        Of("gradient descent on the double well at 0.1", new DoubleWell(), Plain, 0.1, "sound"),
        Of("gradient descent on the double well at 10", new DoubleWell(), Plain, 10, "diverged"),
        Of("gradient descent on digits, squared error, at 0.1 (curvature 6)", Network(), Plain, 0.1, "sound"),
        Of("gradient descent on digits, squared error, at 2 (curvature 6)", Network(), Plain, 2, "diverged"),
        Of("Adam on logistic regression at 0.01", new LogisticRegression(), OptimizerSettings.Of(OptimizerKind.Adam), 0.01, "sound"),
    ];

    private static DigitsPerceptron Network() => new([64, 32, 10], loss: PerceptronLoss.SquaredError, samples: 500);

    private static BatteryCase Quadratic(string name, OptimizerSettings optimizer, double rate, string truth) =>
        Of(name, new Quadratic([1, 0.5, 0.1, 0.02]), optimizer, rate, truth);

    private static BatteryCase Of(string name, IProblem problem, OptimizerSettings optimizer, double rate, string truth) =>
        new(name, truth, seed =>
    {
        var result = OptimizationProbe.Run(Run(problem, optimizer, rate, seed));
        return result.Run.Verdict == Verdict.Diverged ? "diverged" : result.Risks.Count > 0 ? "at risk" : "sound";
    });

    public static ProbeOptions Run(IProblem problem, OptimizerSettings optimizer, double rate, int seed, int steps = 300) => new()
    {
        Clock = StandingClock.Instance,
        Problem = problem,
        Optimizer = optimizer,
        Schedule = LearningRateSchedule.Constant(steps, rate),
        Steps = steps,
        Seed = seed,
        Budget = System.TimeSpan.FromMinutes(5),
        SweepSeeds = 0,
        StabilityPoints = 4,
        SpectrumProducts = 60,
    };
}
