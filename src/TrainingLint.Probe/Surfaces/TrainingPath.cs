using System;
using System.Collections.Generic;
using System.Threading;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Surfaces;

/// <summary>
/// Where a run was at some of its steps, found by making the run once more: the same seed gives the same bytes, and runs that nobody wants
/// a picture of keep no copies.
/// </summary>
internal sealed class TrainingPath
{
    private const int MostPoints = 200;
    private const long MostBytes = 1L << 28;

    private TrainingPath(List<(int Step, double[] Parameters)> points, bool isComplete) => (Points, IsComplete) = (points, isComplete);

    /// <summary>Updates done, and the parameters then; from the start on.</summary>
    public IReadOnlyList<(int Step, double[] Parameters)> Points { get; }

    /// <summary>False when time ran out.</summary>
    public bool IsComplete { get; }

    /// <summary>Repeats a run.</summary>
    public static TrainingPath Of(ProbeSubject subject, CancellationToken cancellation)
    {
        var steps = subject.Run.Steps;
        var trainer = new Trainer(subject.Problem, subject.Plan, subject.Run.Seed, subject.Start);
        var kept = Math.Max(2, (int)Math.Min(Math.Min(steps, MostPoints), MostBytes / sizeof(double) / trainer.Parameters.Length));
        var points = new List<(int, double[])>();
        for (var next = 0; next <= kept && !cancellation.IsCancellationRequested; next++)
        {
            var target = (int)((long)steps * next / kept);
            while (trainer.Steps < target && !trainer.IsDone && !cancellation.IsCancellationRequested)
            {
                trainer.Step();
            }

            if (trainer.Steps == target && (points.Count == 0 || points[^1].Item1 < target))
            {
                points.Add((target, trainer.Parameters.ToArray()));
            }
        }

        return new TrainingPath(points, trainer.Steps == steps);
    }
}
