using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Escape;

/// <summary>How thorough a basin test is.</summary>
internal sealed record BasinTestOptions
{
    /// <summary>Random directions at each radius.</summary>
    public int Directions { get; init; } = 16;

    /// <summary>Updates of each descent.</summary>
    public int DescentSteps { get; init; } = 100;

    /// <summary>Radii to test; null to look for those between which descents stop returning.</summary>
    public IReadOnlyList<double>? Radii { get; init; }

    /// <summary>Length in the scale of which radii are looked for.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Seed of the directions and of the batches.</summary>
    public int Seed { get; init; }
}

/// <summary>
/// Pushes a point away by growing radii, descends again with the recipe, and counts what comes back. The share that returns says how wide the
/// basin is in all directions at once; the sharpest direction, which random ones hardly contain, is tested by itself.
/// </summary>
internal sealed class BasinTest
{
    private const int PilotDirections = 2;
    private const int PilotRadii = 7;
    private const double PilotFactor = 4;
    private const double FirstShare = 1 / 64.0;
    private const int CoarseBetween = 1;
    private const int FineBetween = 3;

    private readonly IProblem _problem;
    private readonly TrainingPlan _plan;
    private readonly SampleSet _all;
    private readonly double[] _point;
    private readonly ReturnRule _rule;
    private readonly BasinTestOptions _options;
    private readonly PerturbationDirections _directions;
    private readonly double[] _direction;
    private readonly SortedDictionary<double, Tally> _random = [];
    private readonly SortedDictionary<double, Tally> _sharp = [];
    private double? _lowestElsewhere;
    private int _descents;

    /// <summary>A test around a point.</summary>
    public BasinTest(IProblem problem, TrainingPlan plan, double[] point, ReturnRule rule, BasinTestOptions options)
    {
        (_problem, _point, _rule, _options) = (problem, point, rule, options);
        _plan = plan with { Schedule = plan.Schedule.Over(options.DescentSteps), Steps = options.DescentSteps };
        _all = SampleSet.All(problem.SampleCount);
        _directions = new PerturbationDirections(problem, point, new RandomNumbers(options.Seed, RandomStream.Directions));
        _direction = new double[point.Length];
    }

    /// <summary>Runs the test; when it is stopped, the report says so and holds what there is.</summary>
    /// <param name="sharpest">Unit vector of the largest eigenvalue; empty to leave it out.</param>
    /// <param name="cancellation">Ends the test early.</param>
    public BasinReport Run(ReadOnlyMemory<double> sharpest, CancellationToken cancellation)
    {
        var (control, controlLoss) = DescendFrom(_point, cancellation);
        _rule.Expect(double.IsFinite(controlLoss) ? controlLoss : _rule.Loss);
        var radii = _options.Radii ?? LookForRadii(cancellation);
        Fill(radii, cancellation);
        if (_options.Radii is null)
        {
            Fill(AroundEvenOdds(radii), cancellation);
        }

        foreach (var radius in sharpest.IsEmpty ? [] : radii)
        {
            sharpest.Span.CopyTo(_direction);
            Try(_sharp, radius, cancellation);
            TensorPrimitives.Negate(_direction, _direction);
            Try(_sharp, radius, cancellation);
        }

        return Report(control, controlLoss, cancellation.IsCancellationRequested);
    }

    /// <summary>Large steps until nothing returns, then a finer grid where returning turns into leaving.</summary>
    private List<double> LookForRadii(CancellationToken cancellation)
    {
        var radius = FirstShare * (_directions.FilterNorm > 0 ? _directions.FilterNorm : _options.Scale);
        var (inside, outside) = (radius, radius);
        for (var i = 0; i < PilotRadii; i++, radius *= PilotFactor)
        {
            for (var direction = 0; direction < PilotDirections; direction++)
            {
                TryRandom(radius, cancellation);
            }

            var tally = TallyOf(_random, radius);
            outside = radius;
            if (tally.Returned == tally.Trials)
            {
                inside = radius;
            }
            else if (tally.Returned == 0)
            {
                break;
            }
        }

        return inside < outside ? Between(inside, outside, (CoarseBetween + 1) * (int)Math.Round(Math.Log(outside / inside, PilotFactor))) : [inside];
    }

    /// <summary>Directions round by round, so that an early end leaves all radii equally well known.</summary>
    private void Fill(IReadOnlyList<double> radii, CancellationToken cancellation)
    {
        for (var round = 0; round < _options.Directions; round++)
        {
            foreach (var radius in radii.Where(radius => TallyOf(_random, radius).Trials <= round))
            {
                TryRandom(radius, cancellation);
            }
        }
    }

    /// <summary>A finer grid between the neighbours where more than half return and where fewer do: no curve is logistic over a wide range.</summary>
    private List<double> AroundEvenOdds(IReadOnlyList<double> radii)
    {
        var crossing = Enumerable.Range(0, radii.Count - 1).FirstOrDefault(i => ShareAt(radii[i]) >= 0.5 && ShareAt(radii[i + 1]) < 0.5, -1);
        return crossing < 0 ? [] : Between(radii[crossing], radii[crossing + 1], FineBetween + 1)[1..^1];

        double ShareAt(double radius) => TallyOf(_random, radius) is { Trials: > 0 } tally ? tally.Returned / (double)tally.Trials : 0;
    }

    private static List<double> Between(double low, double high, int parts) =>
        [.. Enumerable.Range(0, parts + 1).Select(i => low * Math.Pow(high / low, i / (double)parts))];

    private void TryRandom(double radius, CancellationToken cancellation)
    {
        _directions.Fill(_direction);
        Try(_random, radius, cancellation);
    }

    private void Try(SortedDictionary<double, Tally> tallies, double radius, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return;
        }

        var start = new double[_point.Length];
        TensorPrimitives.MultiplyAdd(_direction, radius, _point, start);
        var (end, loss) = DescendFrom(start, cancellation);

        // A descent that was cut short proves nothing.
        if (!cancellation.IsCancellationRequested)
        {
            Count(tallies, radius, end is null ? DescentOutcome.Diverged : _rule.Judge(end, cancellation), loss);
        }
    }

    private void Count(SortedDictionary<double, Tally> tallies, double radius, DescentOutcome outcome, double loss)
    {
        TallyOf(tallies, radius).Add(outcome);
        if (outcome is DescentOutcome.Left or DescentOutcome.Lower)
        {
            _lowestElsewhere = Math.Min(_lowestElsewhere ?? double.PositiveInfinity, loss);
        }
    }

    /// <summary>The end of a descent and its loss over all samples; without an end when it diverged.</summary>
    private (double[]? End, double Loss) DescendFrom(double[] start, CancellationToken cancellation)
    {
        var trainer = new Trainer(_problem, _plan, _options.Seed + _descents++, start, _all);
        while (!trainer.IsDone && !cancellation.IsCancellationRequested)
        {
            trainer.Step();
        }

        var loss = trainer.HasDiverged ? double.PositiveInfinity : _problem.Evaluate(trainer.Parameters, _all, default);
        return double.IsFinite(loss) ? (trainer.Parameters.ToArray(), loss) : (null, double.PositiveInfinity);
    }

    private BasinReport Report(double[]? control, double controlLoss, bool isPartial)
    {
        var random = Radii(_random);
        var fit = LogisticFit.Of([.. random.Select(radius => (Math.Log(radius.Radius), radius.Returned))]);
        var crossed = random.Any(radius => radius.Returned.Count < radius.Returned.Trials) && random.Any(radius => radius.Returned.Count > 0);
        return new BasinReport
        {
            Random = random,
            Sharpest = Radii(_sharp),
            HalfRadius = crossed && fit is { Slope: < 0 } && Within(random, fit.HalfPoint.Value) ? FromLogarithm(fit.HalfPoint) : null,
            WeightNorm = _directions.FilterNorm > 0 ? _directions.FilterNorm : null,
            DescentSteps = _options.DescentSteps,
            BarrierTolerance = _rule.BarrierTolerance,
            StaysUnperturbed = control is not null && _rule.Judge(control, CancellationToken.None) == DescentOutcome.Returned,
            UnperturbedLoss = controlLoss,
            LowestElsewhere = _lowestElsewhere,
            IsPartial = isPartial,
        };
    }

    private static List<BasinRadius> Radii(SortedDictionary<double, Tally> tallies) =>
        [.. tallies.Where(entry => entry.Value.Trials > 0).Select(entry => new BasinRadius(entry.Key, new Proportion(entry.Value.Returned, entry.Value.Trials), entry.Value.Lower, entry.Value.Diverged))];

    private static bool Within(List<BasinRadius> radii, double logarithm) =>
        Math.Log(radii[0].Radius) <= logarithm && logarithm <= Math.Log(radii[^1].Radius);

    private static Measured FromLogarithm(Measured logarithm) => new(Math.Exp(logarithm.Value), Math.Exp(logarithm.Value) * logarithm.Error);

    private static Tally TallyOf(SortedDictionary<double, Tally> tallies, double radius)
    {
        if (!tallies.TryGetValue(radius, out var tally))
        {
            tallies[radius] = tally = new Tally();
        }

        return tally;
    }

    private sealed class Tally
    {
        public int Trials { get; private set; }

        public int Returned { get; private set; }

        public int Lower { get; private set; }

        public int Diverged { get; private set; }

        public void Add(DescentOutcome outcome)
        {
            Trials++;
            Returned += outcome == DescentOutcome.Returned ? 1 : 0;
            Lower += outcome == DescentOutcome.Lower ? 1 : 0;
            Diverged += outcome == DescentOutcome.Diverged ? 1 : 0;
        }
    }
}
