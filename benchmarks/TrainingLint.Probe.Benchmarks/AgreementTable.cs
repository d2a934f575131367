using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Generalization;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Clustering;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;

namespace TrainingLint.Probe.Benchmarks;

/// <summary>
/// What seeds say about each other, over recipes whose answer is known or can be seen in their losses: five triples of seeds for each, then
/// averaging and batch size on the same ones.
/// </summary>
internal static class AgreementTable
{
    private const int Triples = 5;

    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);
    private static readonly OptimizerSettings Momentum = Sgd with { Momentum = 0.9 };

    private static readonly (string Name, Func<IProblem> Problem, OptimizerSettings Optimizer, double Rate, int Batch, int Steps)[] Recipes =
    [
        ("quadratic", () => new Quadratic(), Momentum, 0.5, 0, 300),
        ("double well, tilted", () => new DoubleWell(0.2), Sgd, 0.1, 0, 300),
        ("himmelblau", () => new Himmelblau(), Sgd, 0.01, 0, 300),
        ("styblinski-tang, 10", () => new StyblinskiTang(10), Sgd, 0.01, 0, 300),
        ("customers, 4 segments", () => new CustomerSegmentation(4), Momentum, 0.2, 32, 300),
        ("customers, 5 segments", () => new CustomerSegmentation(5), Momentum, 0.2, 32, 300),
        ("logistic", () => new LogisticRegression(), Momentum, 0.1, 64, 300),
        ("digits, tanh, 0.1", () => new DigitsPerceptron(), Momentum, 0.1, 128, 300),
        ("digits, tanh, 0.01", () => new DigitsPerceptron(), Momentum, 0.01, 128, 300),
        ("digits, relu, 0.1", () => new DigitsPerceptron(activation: Activation.Relu), Momentum, 0.1, 128, 300),
        ("digits, Adam 1e-3", () => new DigitsPerceptron(), OptimizerSettings.Of(OptimizerKind.Adam), 1e-3, 128, 300),
        ("digits, 30 steps", () => new DigitsPerceptron(), Momentum, 0.05, 64, 30),
        ("digits, rate 2", () => new DigitsPerceptron(), Momentum, 2, 128, 300),
    ];

    public static void Print()
    {
        Console.WriteLine("recipe                | verdicts of 5 triples of seeds | losses of the first | outcome differs by | barrier, matched");
        foreach (var recipe in Recipes)
        {
            var reports = Enumerable.Range(0, Triples).Select(triple => Run(recipe, 3 * triple)).ToArray();
            var (agreement, all) = (reports[0].Agreement!, reports.SelectMany(report => report.Agreement!.Pairs).ToArray());
            var matched = all.All(pair => pair.MatchedBarrier is not null) ? FormattableString.Invariant($", {all.Max(pair => pair.MatchedBarrier!.Height):G3}") : "";
            Console.WriteLine(FormattableString.Invariant($"{recipe.Name,-21} | {string.Join(' ', reports.Select(report => report.Agreement!.Verdict))} | {string.Join(' ', agreement.Runs.Select(run => FormattableString.Invariant($"{run.FinalLoss:G4}")))} | {all.Max(pair => pair.PredictionDistance):P1} | {all.Max(pair => pair.Barrier!.Height):G3}{matched}"));
            PrintContrast("  average - last", reports[0].Generalization?.Averaging);
            PrintContrast("  batch " + reports[0].Generalization?.OtherBatchSize + " - recipe's", reports[0].Generalization?.OtherBatch);
        }
    }

    private static void PrintContrast(string name, ContrastSummary? contrast)
    {
        if (contrast is not null)
        {
            Console.WriteLine(FormattableString.Invariant($"{name,-21} | train loss {contrast.TrainLoss.Mean:G3}, held out {contrast.HeldOutLoss?.Mean:G3}, largest eigenvalue {contrast.LargestEigenvalue.Mean:G3}, trace {contrast.Trace.Mean:G3}: {contrast.Flatness}"));
        }
    }

    private static ProbeResult Run((string Name, Func<IProblem> Problem, OptimizerSettings Optimizer, double Rate, int Batch, int Steps) recipe, int seed) => OptimizationProbe.Run(new ProbeOptions
    {
        Problem = recipe.Problem(),
        Optimizer = recipe.Optimizer,
        Schedule = LearningRateSchedule.Constant(recipe.Steps, recipe.Rate),
        BatchSize = recipe.Batch,
        Steps = recipe.Steps,
        Seed = seed,
        StabilityPoints = 0,
        SpectrumProducts = 15,
        SweepSeeds = 0,
        Questions = ProbeQuestions.Agreement | (seed == 0 ? ProbeQuestions.Generalization : ProbeQuestions.None),
        Budget = TimeSpan.FromHours(1),
    });
}
