using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Escape;

/// <summary>Counts the updates until training has left a saddle along a direction of negative curvature.</summary>
internal sealed class SaddleEscapeExperiment
{
    private readonly IProblem _problem;
    private readonly SampleSet _all;
    private readonly double[] _saddle;
    private readonly double[] _direction;
    private readonly int _mostSteps;

    /// <summary>An experiment at a saddle.</summary>
    /// <param name="problem">What is trained.</param>
    /// <param name="saddle">Where.</param>
    /// <param name="direction">Unit vector of negative curvature.</param>
    /// <param name="mostSteps">Updates after which a run counts as staying.</param>
    public SaddleEscapeExperiment(IProblem problem, double[] saddle, ReadOnlySpan<double> direction, int mostSteps)
    {
        (_problem, _saddle, _direction, _mostSteps) = (problem, saddle, direction.ToArray(), mostSteps);
        _all = SampleSet.All(problem.SampleCount);
    }

    /// <summary>
    /// Updates until a displacement has grown, all samples in each update. Two runs start on either side, and the distance between them is
    /// followed: the slope that is left at a point near a saddle moves both alike.
    /// </summary>
    /// <returns>Updates, with the fraction of the last one by the growth within it; null when it did not grow that far in time.</returns>
    public double? StepsBetween(TrainingPlan plan, double from, double to, CancellationToken cancellation)
    {
        var constant = Constant(plan) with { BatchSize = 0 };
        var (ahead, behind) = (TrainerAt(constant, from, seed: 0), TrainerAt(constant, -from, seed: 0));
        var before = from;
        while (!ahead.IsDone && !behind.IsDone && !cancellation.IsCancellationRequested)
        {
            ahead.Step();
            behind.Step();
            var distance = Math.Abs(Along(ahead.Parameters) - Along(behind.Parameters)) / 2;
            if (distance >= to)
            {
                return ahead.Steps - 1 + Fraction(before, distance, to);
            }

            before = distance;
        }

        return null;
    }

    /// <summary>Updates until the noise of batches has carried the parameters away from the saddle itself, over several orders of the samples.</summary>
    public SaddleTime FromNoise(TrainingPlan plan, double to, double? theory, int runs, int seed, CancellationToken cancellation)
    {
        var constant = Constant(plan);
        var (sum, squares, left, tried) = (0.0, 0.0, 0, 0);
        for (; tried < runs && !cancellation.IsCancellationRequested; tried++)
        {
            var trainer = TrainerAt(constant, 0, unchecked(seed + tried));
            var before = 0.0;
            while (!trainer.IsDone && !cancellation.IsCancellationRequested)
            {
                trainer.Step();
                var distance = Math.Abs(Along(trainer.Parameters));
                if (distance >= to)
                {
                    var steps = trainer.Steps - 1 + Fraction(before, distance, to);
                    (sum, squares, left) = (sum + steps, squares + (steps * steps), left + 1);
                    break;
                }

                before = distance;
            }
        }

        var mean = sum / left;
        var error = left > 1 ? Math.Sqrt(Math.Max(0, (squares / left) - (mean * mean)) / (left - 1)) : 0;
        return new SaddleTime(left > 0 ? new Measured(mean, error) : null, theory, left, tried);
    }

    /// <summary>Mean slope along the direction, and the variance of a batch's (without replacement), at the saddle.</summary>
    public (double Slope, double Variance) Noise(int batchSize, CancellationToken cancellation)
    {
        var gradient = new double[_saddle.Length];
        var (sum, squares, count) = (0.0, 0.0, 0);
        for (var sample = 0; sample < _problem.SampleCount && !cancellation.IsCancellationRequested; sample++, count++)
        {
            _problem.Evaluate(_saddle, SampleSet.Of([sample]), gradient);
            var slope = TensorPrimitives.Dot<double>(gradient, _direction);
            (sum, squares) = (sum + slope, squares + (slope * slope));
        }

        var variance = (squares / count) - (sum / count * (sum / count));
        return (sum / count, variance * (_problem.SampleCount - batchSize) / ((double)batchSize * (_problem.SampleCount - 1)));
    }

    private TrainingPlan Constant(TrainingPlan plan) =>
        plan with { Schedule = LearningRateSchedule.Constant(_mostSteps, plan.Schedule.Peak), Steps = _mostSteps };

    private Trainer TrainerAt(TrainingPlan plan, double offset, int seed)
    {
        var start = new double[_saddle.Length];
        TensorPrimitives.MultiplyAdd(_direction, offset, _saddle, start);
        return new Trainer(_problem, plan, seed, start, _all);
    }

    private double Along(ReadOnlySpan<double> parameters) =>
        TensorPrimitives.Dot(parameters, _direction) - TensorPrimitives.Dot<double>(_saddle, _direction);

    private static double Fraction(double before, double after, double wanted) =>
        before > 0 && before < wanted ? Math.Log(wanted / before) / Math.Log(after / before) : 1;
}
