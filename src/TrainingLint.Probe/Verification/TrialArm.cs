using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Schedules;
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

    /// <summary>Whether it starts from weights that were trained on the same problem, as fine-tuning does.</summary>
    public bool StartsTrained { get; init; }

    /// <summary>One training. Null when it was cut short, because half a run says nothing about a whole one.</summary>
    public TrialRun? Run(int seed, CancellationToken cancellation)
    {
        var all = SampleSet.All(Problem.SampleCount);
        if ((StartsTrained ? Pretrained(seed, cancellation) : []) is not { } first)
        {
            return null;
        }

        var trainer = new Trainer(Problem, Plan, seed, first);
        var start = Problem.Evaluate(trainer.Parameters, all, default);
        var sum = new double[Problem.ParameterCount];
        var (averageFrom, averaged) = (Plan.Steps - Math.Max(1, (int)(Plan.Steps * AveragedShare)), 0);
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
                averaged++;
            }
        }

        if (trainer.HasDiverged || !IsFinite(trainer.Parameters))
        {
            return new TrialRun(start, double.PositiveInfinity, double.PositiveInfinity, trainer.Parameters.ToArray());
        }

        TensorPrimitives.Divide(sum, averaged, sum);
        return new TrialRun(start, Problem.Evaluate(trainer.Parameters, all, default), Problem.Evaluate(sum, all, default), trainer.Parameters.ToArray());
    }

    private double[]? Pretrained(int seed, CancellationToken cancellation)
    {
        var trainer = new Trainer(Problem, Pretraining, seed);
        trainer.Finish(cancellation);
        return trainer.IsDone ? trainer.Parameters.ToArray() : null;
    }

    private static bool IsFinite(ReadOnlySpan<double> parameters) => double.IsFinite(TensorPrimitives.SumOfMagnitudes(parameters));
}

/// <summary>What one training of an arm gave, as losses over all samples.</summary>
/// <param name="Start">Loss before the first update.</param>
/// <param name="End">Loss after the last update; infinite when the run diverged.</param>
/// <param name="Average">Loss of the average of the last quarter's iterates.</param>
/// <param name="EndPoint">Parameters after the last update.</param>
internal sealed record TrialRun(double Start, double End, double Average, double[] EndPoint);
