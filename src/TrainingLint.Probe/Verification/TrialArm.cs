using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Verification;

/// <summary>One side of a paired experiment: a problem and how it is trained.</summary>
internal sealed record TrialArm(GuardedProblem Problem, TrainingPlan Plan)
{
    /// <summary>Share of the run whose iterates are averaged at its end (Izmailov et al. 2018, arXiv:1803.05407).</summary>
    private const double AveragedShare = 0.25;

    /// <summary>A recipe that trains nearly everything.</summary>
    private static readonly TrainingPlan Pretraining = new()
    {
        Optimizer = OptimizerSettings.Of(OptimizerKind.Adam),
        Schedule = LearningRateSchedule.Cosine(500, 3e-3),
        BatchSize = 128,
        Steps = 500,
    };

    /// <summary>
    /// Whether it fine-tunes: it starts from weights trained on all samples, goes on with every second one, and is judged by the others,
    /// which it knew.
    /// </summary>
    public bool FineTunes { get; init; }

    /// <summary>One training. Null when it was cut short, because half a run says nothing about a whole one.</summary>
    /// <param name="seed">Seed of the start and of the order of samples.</param>
    /// <param name="first">The weights that fine-tuning starts from; empty for the problem's own start.</param>
    /// <param name="cancellation">Cuts it short.</param>
    public TrialRun? Run(int seed, double[] first, CancellationToken cancellation)
    {
        var (tuned, judged) = Samples();
        var trainer = new Trainer(Problem, Plan, seed, first, tuned);
        var start = Problem.Evaluate(trainer.Parameters, judged, default);
        var untrained = FineTunes ? Problem.Evaluate(new Trainer(Problem, Plan, seed).Parameters, judged, default) : start;
        if (AverageOfTheEnd(trainer, cancellation) is not { } average)
        {
            return null;
        }

        return trainer.HasDiverged || !IsFinite(trainer.Parameters)
            ? new TrialRun(untrained, start, double.PositiveInfinity, double.PositiveInfinity, trainer.Parameters.ToArray())
            : new TrialRun(untrained, start, Problem.Evaluate(trainer.Parameters, judged, default),
                Problem.Evaluate(average, judged, default), trainer.Parameters.ToArray());
    }

    /// <summary>All updates; the mean of the last iterates, null when time ran out.</summary>
    private double[]? AverageOfTheEnd(Trainer trainer, CancellationToken cancellation)
    {
        var sum = new double[Problem.ParameterCount];
        var averageFrom = Plan.Steps - Math.Max(1, (int)(Plan.Steps * AveragedShare));
        while (!trainer.IsDone)
        {
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            trainer.Step();
            if (trainer.Steps > averageFrom && !trainer.HasDiverged)
            {
                TensorPrimitives.Add(sum, trainer.Parameters, sum);
            }
        }

        TensorPrimitives.Divide(sum, Plan.Steps - averageFrom, sum);
        return sum;
    }

    private (SampleSet Trained, SampleSet Judged) Samples()
    {
        var all = SampleSet.All(Problem.SampleCount);
        if (!FineTunes || all.Count < 2)
        {
            return (all, all);
        }

        var numbers = all.Indices.ToArray();
        return (SampleSet.Of([.. numbers.Where(index => index % 2 == 0)]), SampleSet.Of([.. numbers.Where(index => index % 2 == 1)]));
    }

    /// <summary>Weights trained on all samples, the same for every arm on this problem; null when time ran out.</summary>
    public double[]? Pretrained(int seed, CancellationToken cancellation)
    {
        var trainer = new Trainer(Problem, Pretraining, seed);
        trainer.Finish(cancellation);
        return trainer.IsDone ? trainer.Parameters.ToArray() : null;
    }

    private static bool IsFinite(ReadOnlySpan<double> parameters) => double.IsFinite(TensorPrimitives.SumOfMagnitudes(parameters));
}

/// <summary>What one training of an arm gave, as losses over the samples that it is judged by.</summary>
/// <param name="Untrained">Loss at the problem's own start.</param>
/// <param name="Start">Loss before the first update; the same, unless the run fine-tunes.</param>
/// <param name="End">Loss after the last update; infinite when the run diverged.</param>
/// <param name="Average">Loss of the average of the last quarter's iterates.</param>
/// <param name="EndPoint">Parameters after the last update.</param>
internal sealed record TrialRun(double Untrained, double Start, double End, double Average, double[] EndPoint);
