using System.Collections.Generic;
using TrainingLint.Probe.Agreement;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>Seeds that agree, and seeds that do not: enough runs that all of them in one of several minima is out of the question.</summary>
internal static class AgreementCases
{
    private const int ManyRuns = 8;
    private static readonly OptimizerSettings Heavy = OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 };

    public static IEnumerable<BatteryCase> All => [
        Of("quadratic, one minimum", new Quadratic([1, 0.5]), 0.1, 3, 300, "agree"),
        Of("logistic regression, convex", new LogisticRegression(), 0.5, 3, 300, "agree"),
        Of("perceptron on digits, wide enough for any seed", new DigitsPerceptron([64, 64, 10]), 0.2, 3, 400, "agree"),
        Of("double well, two minima", new DoubleWell(), 0.05, ManyRuns, 400, "disagree"),
        Of("Himmelblau, four minima", new Himmelblau(), 0.002, ManyRuns, 400, "disagree"),
        Of("Styblinski-Tang in six dimensions, 64 minima", new StyblinskiTang(6), 0.005, ManyRuns, 400, "disagree"),
    ];

    private static BatteryCase Of(string name, IProblem problem, double rate, int runs, int steps, string truth) =>
        new("seeds: " + name, truth, seed =>
    {
        var options = StabilityCases.Run(problem, Heavy, rate, 100 * seed, steps) with
        {
            Seeds = runs,
            Questions = ProbeQuestions.Agreement
        };
        return OptimizationProbe.Run(options).Agreement!.Verdict switch
        {
            AgreementVerdict.Stable => "agree",
            AgreementVerdict.Undecided => "undecided",
            _ => "disagree",
        };
    });
}
