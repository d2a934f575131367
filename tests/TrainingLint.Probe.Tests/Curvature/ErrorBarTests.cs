using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Stability;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Tests.Curvature;

/// <summary>Every error that is printed holds the truth at least as often as it says, over seeds and networks.</summary>
public class ErrorBarTests
{
    private const double Wanted = 0.93;
    private const double Rounding = 1e-9;

    private static readonly int[][] Shapes = [[64, 8, 10], [64, 6, 6, 10], [64, 12, 10]];

    [Trait("Category", "Slow")]
    [Fact]
    public void LimitsAlongARun_HoldTheLimitThatManyProductsFind()
    {
        var held = new List<bool>();
        foreach (var (problem, seed) in Cases())
        {
            foreach (var optimizer in new[] { OptimizerSettings.Of(OptimizerKind.Sgd) with { Momentum = 0.9 },
                OptimizerSettings.Of(OptimizerKind.Adam) })
            {
                var trainer = new Trainer(problem,
                    new TrainingPlan
                    {
                        Optimizer = optimizer,
                        Schedule = LearningRateSchedule.Constant(40, optimizer.Kind == OptimizerKind.Sgd ? 0.1 : 0.005),
                        BatchSize = 50,
                        Steps = 40
                    }, seed);
                var (asked, exact) = (new LimitMeasurements(problem, trainer, seed), new List<(double Found, double Error, double True)>());
                while (!trainer.IsDone)
                {
                    trainer.Step();
                    if (trainer.Steps % 10 == 0)
                    {
                        asked.Measure(CancellationToken.None);
                        exact.Add((asked.Points[^1].Curvature, asked.Points[^1].CurvatureError, Felt(problem, trainer)));
                    }
                }

                held.AddRange(exact.Select(point => Math.Abs(point.Found - point.True) <= point.Error + (Rounding * Math.Abs(point.True))));
            }
        }

        Covers(held);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void SharpnessOfAllKinds_HoldsTheEndsOfTheWholeSpectrum()
    {
        var held = new List<bool>();
        foreach (var (problem, seed) in Cases())
        {
            var point = Trained(problem, seed);
            var hessian = problem.HessianAt(point, SampleSet.All(problem.SampleCount));
            var report = CurvatureMeasurement.Measure(problem.Inner, point, hessian, products: 100, seed, CancellationToken.None);
            var spectrum = Whole(hessian);
            held.Add(Holds(report.LargestEigenvalue, spectrum[^1]));
            held.Add(Holds(report.SmallestEigenvalue, spectrum[0]));
            held.Add(Holds(report.Relative!, Whole(new ScaledOperator(hessian, [.. point.Select(Math.Abs)]))[^1]));
        }

        Covers(held);
    }

    private static bool Holds(Eigenvalue found, double truth) =>
        Math.Abs(found.Value - truth) <= found.Residual + (Rounding * Math.Abs(truth));

    private static void Covers(List<bool> held) =>
        Assert.True(held.Count(covered => covered) >= Wanted * held.Count,
            FormattableString.Invariant($"{held.Count(covered => covered)} of {held.Count}"));

    private static IEnumerable<(GuardedProblem Problem, int Seed)> Cases() =>
        from shape in Shapes
        from seed in Enumerable.Range(0, 4)
        select (new GuardedProblem(new DigitsPerceptron(shape, seed % 2 == 0 ? Activation.Tanh : Activation.Gelu, samples: 150)), seed);

    private static double[] Trained(GuardedProblem problem, int seed)
    {
        var trainer = new Trainer(problem,
            new TrainingPlan
            {
                Optimizer = OptimizerSettings.Of(OptimizerKind.Adam),
                Schedule = LearningRateSchedule.Constant(60, 0.01),
                Steps = 60
            }, seed);
        trainer.Finish();
        return trainer.Parameters.ToArray();
    }

    private static double Felt(GuardedProblem problem, Trainer trainer)
    {
        var divisor = new double[problem.ParameterCount];
        var hessian = problem.HessianAt(trainer.Parameters, SampleSet.All(problem.SampleCount));
        ISymmetricOperator felt = trainer.Optimizer.TryGetPreconditioner(divisor)
            ? new ScaledOperator(hessian, [.. divisor.Select(value => 1 / Math.Sqrt(value))]) : hessian;
        return Spectrum.Largest(felt, new SpectrumOptions { Seed = 77, LeastProducts = 80, MaxProducts = 80, Tolerance = 1e-14 }).Value;
    }

    /// <summary>All eigenvalues, by running Lanczos to the end of its space.</summary>
    private static double[] Whole(ISymmetricOperator matrix)
    {
        var (largest, smallest) =
            Spectrum.Extremes(matrix,
                new SpectrumOptions { Seed = 99, MaxProducts = Math.Min(matrix.Size, 260), Tolerance = 1e-15, SmallestTolerance = 1e-15 });
        return [smallest.Value, largest.Value];
    }
}
