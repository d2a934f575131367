using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Escape;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Tests.Escape;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Benchmarks;

/// <summary>
/// Escape experiments beside exact values, with fixed seeds: exits from a quadratic well and across a double well, the slope of their
/// logarithm, returns to a cosine well, and saddles with and without momentum.
/// </summary>
internal static class EscapeTable
{
    /// <summary>
    /// An epoch uses each sample once, which takes slow noise away: with 4096 samples of one step each, a climb of some hundred steps draws
    /// on a tenth of the epoch, and rare exits come a third too late.
    /// </summary>
    private const int Samples = 65_536;

    private const int SamplesWhenCold = 262_144;

    private const double DoubleWellRate = 0.02;

    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    public static void Print()
    {
        Console.WriteLine("what                                   | measured        | exact   | ratio  | rests on");
        PrintAll([.. QuadraticWells(), .. DoubleWells()]);
        PrintSlope();
        PrintAll([.. CosineWells(), .. Saddles(), .. NoisySaddles()]);
    }

    private static void PrintAll(IReadOnlyList<Func<Row>> rows)
    {
        var done = new Row[rows.Count];
        Workers.Run(rows.Count, i => done[i] = rows[i]());
        foreach (var row in done)
        {
            Console.WriteLine(FormattableString.Invariant($"{row.Name,-38} | {row.Measured.Value,8:G5} +- {row.Measured.Error:G2} | {row.Exact:G5} | {row.Measured.Value / row.Exact:F4} | {row.Basis}"));
        }
    }

    private static IEnumerable<Func<Row>> QuadraticWells()
    {
        const double Rate = 0.1;
        return new[] { (1.0, 20_000), (2.0, 20_000), (3.0, 10_000), (4.0, 2_000) }.Select(well => new Func<Row>(() =>
        {
            var (radius, exits) = well;
            var time = Wait(new NoisyFunction(new Quadratic([1]), 2 / Rate, Samples), Rate, [0], x => Math.Abs(x[0]) >= radius, exits);
            return new Row(FormattableString.Invariant($"quadratic well, {radius} deviations"), Time(time, Rate), FirstPassage.OfSteps(Rate, 1, 1, radius), Basis(time));
        }));
    }

    private static IEnumerable<Func<Row>> DoubleWells()
    {
        (double Temperature, double ToTheTop, double Across)[] exact = [(0.25, 5.74344, 14.27774), (0.10, 30.82130, 66.26863), (0.06, 159.86811, 325.29479), (0.04, 1238.40120, 2483.02545)];
        foreach (var (temperature, _, across) in exact)
        {
            var exits = temperature < 0.05 ? 2000 : 5000;
            yield return () =>
            {
                var time = Across(temperature, exits);
                return new Row(FormattableString.Invariant($"double well across, D = {temperature}"), Time(time, DoubleWellRate), across, Basis(time));
            };
        }

        foreach (var (temperature, _, _) in exact.Take(3))
        {
            yield return () =>
            {
                var time = Wait(Well(temperature), DoubleWellRate, [-1, 0], x => x[0] >= 0, 3000);
                return new Row(FormattableString.Invariant($"double well to its top, D = {temperature}"), Time(time, DoubleWellRate), FirstPassage.InDoubleWellBySteps(DoubleWellRate, temperature, 0), Basis(time));
            };
        }
    }

    private static void PrintSlope()
    {
        double[] temperatures = [0.25, 0.10, 0.06];
        var times = new ExitTime[temperatures.Length];
        Workers.Run(times.Length, i => times[i] = Across(temperatures[i], 3000));
        var slope = WeightedLine.Of([.. temperatures.Zip(times, (temperature, time) => (1 / temperature, new Measured(Math.Log(time.MeanSteps!.Value), 1 / Math.Sqrt(time.Exits))))])!.Slope;
        PrintAll([() => new Row("slope of ln T against 1/D", slope, 0.25, "the barrier; three temperatures")]);
    }

    private static ExitTime Across(double temperature, int exits) => Wait(Well(temperature), DoubleWellRate, [-1, 0], x => x[0] >= 1, exits);

    private static NoisyFunction Well(double temperature) => new(new DoubleWell(), 2 * temperature / DoubleWellRate, temperature < 0.1 ? SamplesWhenCold : Samples);

    private static IEnumerable<Func<Row>> CosineWells() => new[] { 3.3, 3.8, 4.2 }.Select(radius => new Func<Row>(() =>
    {
        var problem = new CosineWell();
        var options = new BasinTestOptions { Radii = [radius], Directions = 40_000, DescentSteps = 60 };
        var share = new BasinTest(problem, Plan(Sgd, 0.5), [0, 0], new ReturnRule(problem, [0, 0], 1), options).Run(ReadOnlyMemory<double>.Empty, CancellationToken.None).Random[0].Returned;
        return new Row(FormattableString.Invariant($"cosine well, share back from {radius}"), new Measured(share.Value, share.Error / 1.96), 1 - (4 / Math.PI * Math.Acos(Math.PI / radius)), FormattableString.Invariant($"{share.Trials} descents"));
    }));

    private static IEnumerable<Func<Row>> Saddles() => Rules().SelectMany(rule => new[] { 1e-3, 1e-2, 0.1 }.Select(push => new Func<Row>(() =>
    {
        var steps = new SaddleEscapeExperiment(new Quadratic([-1]), [0], [1], 1_000_000).StepsBetween(Plan(rule.Settings, push), 1e-4, 1, CancellationToken.None)!.Value;
        return new Row(FormattableString.Invariant($"saddle, {rule.Name}, rate x c = {push}"), new Measured(steps, 0), SaddleTheory.Of(rule.Settings, push, 1)!.Steps(1e-4, 1), "one run");
    })));

    private static IEnumerable<Func<Row>> NoisySaddles() => Rules().Select(rule => new Func<Row>(() =>
    {
        var problem = new NoisyFunction(new Quadratic([-0.1]), 1);
        var time = new SaddleEscapeExperiment(problem, [0], [1], 1_000_000).FromNoise(Plan(rule.Settings, 0.1), 1e3, null, 10_000, 0, CancellationToken.None);
        return new Row("saddle from noise, " + rule.Name, time.Steps!, SaddleTheory.Of(rule.Settings, 0.1, 0.1)!.StepsFromNoise(1, 1e3), FormattableString.Invariant($"{time.Runs} runs"));
    }));

    private static (string Name, OptimizerSettings Settings)[] Rules() =>
        [("gradient descent", Sgd), ("heavy ball 0.9", Sgd with { Momentum = 0.9 }), ("nesterov 0.9", Sgd with { Momentum = 0.9, Nesterov = true })];

    private static ExitTime Wait(IProblem problem, double rate, double[] from, HasLeft hasLeft, int exits) =>
        ExitTimeExperiment.Run(problem, Plan(Sgd, rate), from, hasLeft, new ExitTimeOptions { Runs = exits, MostSteps = int.MaxValue });

    private static TrainingPlan Plan(OptimizerSettings settings, double rate) =>
        new() { Optimizer = settings, Schedule = LearningRateSchedule.Constant(10, rate), Steps = 10, BatchSize = 1 };

    private static Measured Time(ExitTime time, double rate) => new(time.MeanSteps!.Value * rate, time.Error!.Value * rate);

    private static string Basis(ExitTime time) => FormattableString.Invariant($"{time.Exits} exits");

    private sealed record Row(string Name, Measured Measured, double Exact, string Basis);
}
