using System.Collections.Generic;
using TrainingLint.Probe.Convexity;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Tests.Battery;

/// <summary>Convex or not, lowest minimum or not, and whether the noise of batches leads out of a well.</summary>
internal static class GlobalCases
{
    private static readonly OptimizerSettings Plain = OptimizerSettings.Of(OptimizerKind.Sgd);

    public static IEnumerable<BatteryCase> All => [
        Convexity("quadratic", new Quadratic([1, 0.5, 0]), 0.1, "convex"),
        Convexity("logistic regression", new LogisticRegression(), 0.1, "convex"),
        Convexity("saddle-shaped quadratic", new Quadratic([1, -0.5]), 0.01, "not convex"),
        Convexity("double well", new DoubleWell(), 0.1, "not convex"),
        Convexity("Himmelblau", new Himmelblau(), 0.002, "not convex"),
        Convexity("deep linear network", new DeepLinearNetwork([4, 4, 4]), 0.05, "not convex"),
        Convexity("perceptron", new DigitsPerceptron([64, 16, 10], samples: 300), 0.1, "not convex"),
        Lowest("tilted double well, from the higher side", [0.9, 0], "poor"),
        Lowest("tilted double well, from the lower side", [-0.9, 0], "best"),
        Leaving("double well at temperature 0.27, barrier 0.25", 3, "leaves"),
        Leaving("double well at temperature 0.0125, barrier 0.25", 64, "stays"),
    ];

    private static BatteryCase Convexity(string name, IProblem problem, double rate, string truth) => new("convexity: " + name, truth, seed =>
        Ask(problem, rate, seed, ProbeQuestions.GlobalPicture).Global!.Convexity.Verdict switch
        {
            ConvexityVerdict.Convex => "convex",
            ConvexityVerdict.NotConvex => "not convex",
            _ => "unknown",
        });

    private static BatteryCase Lowest(string name, double[] start, string truth) => new("global: " + name, truth, seed =>
        (OptimizationProbe.Run(StabilityCases.Run(new DoubleWell(tilt: 0.1), Plain, 0.1, seed) with
        {
            Weights = start,
            Questions = ProbeQuestions.GlobalPicture
        }).Global!.Verdict) switch
        {
            GlobalVerdict.PoorMinimum => "poor",
            GlobalVerdict.BestKnown => "best",
            _ => "unknown",
        });

    private static BatteryCase Leaving(string name, int batch, string truth) => new("escape: " + name, truth, seed =>
    {
        var options = StabilityCases.Run(new NoisyFunction(new DoubleWell(), 16), Plain, 0.1, seed) with
        {
            BatchSize = batch,
            Questions = ProbeQuestions.Escape
        };
        return OptimizationProbe.Run(options).Escape!.Verdict switch
        {
            EscapeVerdict.Leaves => "leaves",
            EscapeVerdict.Stays => "stays",
            _ => "unknown",
        };
    });

    private static ProbeResult Ask(IProblem problem, double rate, int seed, ProbeQuestions questions) =>
        OptimizationProbe.Run(StabilityCases.Run(problem, Plain, rate, seed, steps: 100) with { Questions = questions });
}
