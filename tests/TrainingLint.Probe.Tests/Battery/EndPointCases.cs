using System.Collections.Generic;
using System.Linq;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>Stuck or through: runs that start on a saddle or beside it.</summary>
internal static class EndPointCases
{
    private static readonly OptimizerSettings Plain = OptimizerSettings.Of(OptimizerKind.Sgd);

    public static IEnumerable<BatteryCase> All => [
        Of("double well, on its saddle", new DoubleWell(), [0, 0.5], 0.1, "stuck"),
        Of("double well, beside its saddle", new DoubleWell(), [0.01, 0.5], 0.1, "through"),
        Of("Himmelblau, on a saddle", new Himmelblau(), [0.08667750456, 2.88425470117], 0, "stuck"),
        Of("Himmelblau, beside that saddle", new Himmelblau(), [0.1, 2.9], 0.002, "through"),
        Of("deep linear network, at zero", new DeepLinearNetwork([4, 4, 4, 4]), [], 0.05, "stuck"),
        Of("perceptron, random weights", new DigitsPerceptron([64, 16, 10], samples: 500), null, 0.5, "through", steps: 1500),
    ];

    private static BatteryCase Of(string name, IProblem problem, double[]? start, double rate, string truth, int steps = 400) =>
        new(name, truth, seed =>
    {
        var weights = start is [] ? new double[problem.ParameterCount]
            : start?.Select(value => value * (1 + (1e-3 * (rate > 0 && start.All(x => x != 0) ? seed : 0)))).ToArray();
        var run = OptimizationProbe.Run(StabilityCases.Run(problem, Plain, rate == 0 ? 1e-3 : rate, seed,
            steps) with
        { Weights = weights }).Run;
        return run.Verdict is Verdict.Saddle or Verdict.Plateau ? "stuck" : "through";
    });
}
