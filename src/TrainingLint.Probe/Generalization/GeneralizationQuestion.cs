using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Generalization;

/// <summary>
/// Does what was learned hold on other samples? For each seed: hold a fifth out (unless the problem holds samples back itself), train on the rest, average the last quarter's iterates, and train once
/// more with another batch size; all measured on the same samples and with the same probes.
/// </summary>
internal sealed class GeneralizationQuestion
{
    private const int BatchFactor = 8;

    private readonly ProbeSubject _subject;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private GeneralizationQuestion(ProbeSubject subject) => _subject = subject;

    private GuardedProblem Problem => _subject.Problem;

    /// <summary>The answer.</summary>
    /// <param name="subject">The first run and how it was made.</param>
    /// <param name="seeds">Seeds, from that of the first run on; at least 1.</param>
    /// <param name="cancellation">When to stop with what there is.</param>
    public static GeneralizationReport Ask(ProbeSubject subject, int seeds, CancellationToken cancellation) =>
        new GeneralizationQuestion(subject).Ask(seeds, cancellation);

    private GeneralizationReport Ask(int seeds, CancellationToken cancellation)
    {
        var split = Split(_subject.Run.Seed);
        var trained = split?.Trained.Count ?? Problem.SampleCount;
        var batch = _subject.Plan.BatchSize is > 0 and var size && size < trained ? size : trained;
        var other = OtherBatch(batch, trained);
        var runs = new List<GeneralizationRun>();
        for (var i = 0; i < seeds && _subject.Length > 0 && Run(_subject.Run.Seed + i, other, cancellation) is { } run; i++)
        {
            runs.Add(run);
        }

        var ended = runs.Where(run => run.Last is not null).ToArray();
        return new GeneralizationReport
        {
            TrainedSamples = trained,
            HeldOutSamples = split?.Held.Count ?? 0,
            Steps = _subject.Length,
            BatchSize = batch,
            OtherBatchSize = other,
            AveragedIterates = IterateAverage.CountFor(_subject.Length),
            Runs = runs,
            Requested = seeds,
            IsPartial = cancellation.IsCancellationRequested || runs.Count < seeds,
            Gap = ended.Length == 0 || ended[0].Last!.HeldOutLoss is null
                ? null
                : ContrastStatistics.Difference([.. ended.Select(run => (run.Last!.Gap!.Value, GapError(run.Last)))]),
            Averaging = ContrastStatistics.Of(ended.Select(run => (run.Last!, run.Average))),
            OtherBatch = ContrastStatistics.Of(ended.Select(run => (run.Last!, run.OtherBatch))),
        };
    }

    private HoldOut? Split(int seed) => _subject.Run.HeldOutLoss is null ? HoldOut.Of(Problem.SampleCount, seed) : null;

    private static int? OtherBatch(int batch, int trained)
    {
        // Few samples, or one for a plain function, leave nothing to compare.
        var other = 2 * batch > trained ? batch / BatchFactor : (int)Math.Min((long)BatchFactor * batch, trained);
        return other > 0 && other != batch ? other : null;
    }

    private static double GapError(PointMeasures end) =>
        Math.Sqrt((end.TrainLoss.Error * end.TrainLoss.Error) + (end.HeldOutLoss!.Error * end.HeldOutLoss.Error));

    /// <summary>Everything for one seed; null when time ran out before the recipe's own end was measured.</summary>
    private GeneralizationRun? Run(int seed, int? otherBatch, CancellationToken cancellation)
    {
        var split = Split(seed);
        var average = new IterateAverage(Problem.ParameterCount, _subject.Length);
        if (Train(_subject.Plan, seed, split, average, cancellation) is not { } trainer || cancellation.IsCancellationRequested)
        {
            return null;
        }

        if (Measure(trainer, trainer.Parameters, seed, split, cancellation) is not { } last)
        {
            return new GeneralizationRun { Seed = seed, HasDiverged = true };
        }

        var averaged = average.Count > 1 && !cancellation.IsCancellationRequested
            ? Measure(trainer, average.Mean, seed, split, cancellation)
            : null;
        var other = otherBatch is { } size && !cancellation.IsCancellationRequested
            ? Train(_subject.Plan with { BatchSize = size }, seed, split, null, cancellation)
            : null;
        var withOther = other is null || cancellation.IsCancellationRequested
            ? null
            : Measure(other, other.Parameters, seed, split, cancellation);
        return new GeneralizationRun
        {
            Seed = seed,
            HasDiverged = false,
            Last = last.Measures,
            Average = averaged?.Against(last),
            OtherBatch = withOther?.Against(last),
        };
    }

    /// <summary>A point that a training led to; null when it led nowhere.</summary>
    private MeasuredPoint? Measure(Trainer trainer, ReadOnlySpan<double> parameters, int seed, HoldOut? split,
        CancellationToken cancellation) =>
        trainer.HasDiverged || !double.IsFinite(TensorPrimitives.Norm(parameters))
            || !double.IsFinite(Problem.Evaluate(parameters, split?.Trained ?? SampleSet.All(Problem.SampleCount), default))
            ? null
            : new MeasuredPoint(Problem, split, parameters.ToArray(), seed, cancellation);

    /// <summary>A training on the samples that are not held out; null when time ran out before its end.</summary>
    private Trainer? Train(TrainingPlan plan, int seed, HoldOut? split, IterateAverage? average, CancellationToken cancellation)
    {
        var trainer = new Trainer(Problem, plan, seed, _subject.GivenStart, split?.Trained);
        while (trainer.Steps < _subject.Length && !trainer.IsDone)
        {
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            var loss = trainer.Step();
            average?.Observe(trainer);
            _subject.Progress?.Invoke(new ProbeProgress(FormattableString.Invariant($"holding out, seed {seed}"), trainer.Steps,
                _subject.Length, loss, _watch.Elapsed));
        }

        return trainer;
    }
}
