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
    private const double PilotShare = 1 / 4.0;
    private const double PilotFactor = 4;
    private const int MostPilotRadii = 5;
    private const int PilotDirections = 2;
    private const int CoarseParts = 2;
    private const int FineParts = 4;
    private const int MostExtensions = 2;
    private const double ExtensionFactor = 2;
    private const double SameRadius = 1e-9;
    private const double LeastShareWithin = 0.75;
    private const double MostError = 0.5;

    private readonly IProblem _problem;
    private readonly TrainingPlan _plan;
    private readonly SampleSet _all;
    private readonly double[] _point;
    private readonly ReturnRule _rule;
    private readonly BasinTestOptions _options;
    private readonly PerturbationDirections _directions;
    private readonly double[] _direction;
    private readonly SortedDictionary<double, BasinTally> _random = [];
    private readonly SortedDictionary<double, BasinTally> _sharp = [];
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

    /// <summary>Descents of a test that looks for its radii, at most: the control, the pilot, the grids and the sharpest direction.</summary>
    public static int MostDescents(int directions) =>
        1 + (2 * MostPilotRadii) + ((CoarseParts + 1 + FineParts - 1) * directions) + (2 * (CoarseParts + 1));

    /// <summary>Runs the test; when it is stopped, the report says so and holds what there is.</summary>
    /// <param name="sharpest">Unit vector of the largest eigenvalue; empty to leave it out.</param>
    /// <param name="cancellation">Ends the test early.</param>
    public BasinReport Run(ReadOnlyMemory<double> sharpest, CancellationToken cancellation)
    {
        var control = DescendFrom(_point, cancellation);
        if (control is not null)
        {
            _rule.Expect(control);
        }

        var radii = _options.Radii ?? LookForRadii(cancellation);
        Fill(radii, cancellation);
        foreach (var radius in sharpest.IsEmpty ? [] : radii)
        {
            sharpest.Span.CopyTo(_direction);
            Try(_sharp, radius, cancellation);
            TensorPrimitives.Negate(_direction, _direction);
            Try(_sharp, radius, cancellation);
        }

        if (_options.Radii is null)
        {
            Fill(AroundEvenOdds(Extended([.. radii], cancellation)), cancellation);
        }

        return Report(control, cancellation.IsCancellationRequested);
    }

    /// <summary>Large steps outwards while all returns, inwards while nothing does; then a grid between both.</summary>
    private List<double> LookForRadii(CancellationToken cancellation)
    {
        var radius = PilotShare * (_directions.FilterNorm > 0 ? _directions.FilterNorm : _options.Scale);
        var (inside, outside) = (double.NaN, double.NaN);
        for (var i = 0; i < MostPilotRadii && (double.IsNaN(inside) || double.IsNaN(outside)); i++)
        {
            for (var direction = 0; direction < Math.Min(PilotDirections, _options.Directions); direction++)
            {
                TryRandom(radius, cancellation);
            }

            var tally = TallyOf(_random, radius);
            if (tally.Returned == tally.Tried)
            {
                (inside, radius) = (radius, double.IsNaN(outside) ? radius * PilotFactor : radius);
            }
            else if (tally.Returned == 0)
            {
                (outside, radius) = (radius, double.IsNaN(inside) ? radius / PilotFactor : radius);
            }
            else
            {
                radius *= PilotFactor;
            }
        }

        var tried = _random.Keys.DefaultIfEmpty(radius).ToArray();
        (inside, outside) = (double.IsNaN(inside) ? tried[0] : inside, double.IsNaN(outside) ? tried[^1] : outside);
        return inside < outside
            ? Between(inside, outside, CoarseParts * (int)Math.Round(Math.Log(outside / inside, PilotFactor)))
            : [inside];
    }

    /// <summary>Directions round by round, so that an early end leaves all radii equally well known.</summary>
    private void Fill(IReadOnlyList<double> radii, CancellationToken cancellation)
    {
        for (var round = 0; round < _options.Directions; round++)
        {
            foreach (var radius in radii.Where(radius => TallyOf(_random, radius).Tried <= round))
            {
                TryRandom(radius, cancellation);
            }
        }
    }

    /// <summary>The pilot's few directions may have missed where most stop returning; then the grid goes on, outwards or inwards.</summary>
    private List<double> Extended(List<double> radii, CancellationToken cancellation)
    {
        for (var i = 0; i < MostExtensions && ShareAt(radii[^1]) >= 0.5; i++)
        {
            radii.Add(radii[^1] * ExtensionFactor);
            Fill(radii, cancellation);
        }

        for (var i = 0; i < MostExtensions && ShareAt(radii[0]) < 0.5; i++)
        {
            radii.Insert(0, radii[0] / ExtensionFactor);
            Fill(radii, cancellation);
        }

        return radii;
    }

    /// <summary>A finer grid between the neighbours where more than half return and where fewer do: no curve is logistic over a wide range.</summary>
    private List<double> AroundEvenOdds(IReadOnlyList<double> radii)
    {
        var crossing = Enumerable.Range(0, radii.Count - 1).FirstOrDefault(i => ShareAt(radii[i]) >= 0.5
            && ShareAt(radii[i + 1]) < 0.5, -1);
        return crossing < 0 ? [] : Between(radii[crossing], radii[crossing + 1], FineParts)[1..^1];
    }

    private double ShareAt(double radius) =>
        TallyOf(_random, radius) is { Decided: > 0 } tally ? tally.Returned / (double)tally.Decided : 0;

    private static List<double> Between(double low, double high, int parts) =>
        [.. Enumerable.Range(0, parts + 1).Select(i => low * Math.Pow(high / low, i / (double)parts))];

    private void TryRandom(double radius, CancellationToken cancellation)
    {
        _directions.Fill(_direction);
        Try(_random, radius, cancellation);
    }

    private void Try(SortedDictionary<double, BasinTally> tallies, double radius, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return;
        }

        var start = new double[_point.Length];
        TensorPrimitives.MultiplyAdd(_direction, radius, _point, start);
        var end = DescendFrom(start, cancellation);

        // A descent that was cut short proves nothing.
        if (cancellation.IsCancellationRequested)
        {
            return;
        }

        var outcome = end is null ? DescentOutcome.Diverged : _rule.Judge(end);
        TallyOf(tallies, radius).Add(outcome);
        if (outcome is DescentOutcome.Left or DescentOutcome.Lower)
        {
            _lowestElsewhere = Math.Min(_lowestElsewhere ?? double.PositiveInfinity, _problem.Evaluate(end, _all, default));
        }
    }

    /// <summary>Where a descent ends; null when it diverged.</summary>
    private double[]? DescendFrom(double[] start, CancellationToken cancellation)
    {
        var trainer = new Trainer(_problem, _plan, unchecked(_options.Seed + _descents++), start, _all);
        while (!trainer.IsDone && !cancellation.IsCancellationRequested)
        {
            trainer.Step();
        }

        return trainer.HasDiverged || !double.IsFinite(TensorPrimitives.Norm(trainer.Parameters)) ? null : trainer.Parameters.ToArray();
    }

    private BasinReport Report(double[]? control, bool isPartial)
    {
        var random = Radii(_random);
        var fit = LogisticFit.Of([.. random.Select(radius => (Math.Log(radius.Radius), radius.Returned))]);

        // Where even the smallest pushes hardly return, the recipe's own noise decides; and a logarithm with a larger error says nothing.
        var isCrossed = fit is { Slope: < 0, HalfPoint.Error: < MostError }
            && random.Any(radius => radius.Returned.Count < radius.Returned.Trials)
            && fit.At(Math.Log(random[0].Radius)) >= LeastShareWithin && IsWithin(random, fit.HalfPoint.Value);
        return new BasinReport
        {
            Random = random,
            Sharpest = Radii(_sharp),
            HalfRadius = isCrossed ? FromLogarithm(fit!.HalfPoint) : null,
            WeightNorm = _directions.FilterNorm > 0 ? _directions.FilterNorm : null,
            DescentSteps = _options.DescentSteps,
            BarrierTolerance = _rule.BarrierTolerance,
            StaysUnperturbed = control is not null && !_rule.IsBehindBarrier(control),
            UnperturbedLoss = control is null ? double.PositiveInfinity : _problem.Evaluate(control, _all, default),
            LowestElsewhere = _lowestElsewhere,
            IsPartial = isPartial,
        };
    }

    private static List<BasinRadius> Radii(SortedDictionary<double, BasinTally> tallies) =>
        [.. tallies.Where(entry => entry.Value.Tried > 0).Select(entry => entry.Value.At(entry.Key))];

    private static bool IsWithin(List<BasinRadius> radii, double logarithm) =>
        Math.Log(radii[0].Radius) <= logarithm && logarithm <= Math.Log(radii[^1].Radius);

    private static Measured FromLogarithm(Measured logarithm) =>
        new(Math.Exp(logarithm.Value), Math.Exp(logarithm.Value) * logarithm.Error);

    private static BasinTally TallyOf(SortedDictionary<double, BasinTally> tallies, double radius)
    {
        // Grids meet at radii that rounding tells apart.
        var known = tallies.FirstOrDefault(entry => Math.Abs(entry.Key - radius) < SameRadius * radius).Value;
        return known ?? (tallies[radius] = new BasinTally());
    }
}
