using System;
using System.Collections.Generic;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Core.Findings;
using TrainingLint.Probe.Convexity;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Verdicts;

/// <summary>Judges the point at which a run ended, from the strongest evidence to the weakest.</summary>
internal sealed class EndPoint
{
    /// <summary>Negative curvature below this share of the largest eigenvalue is flatness: real networks always have a little.</summary>
    public const double SaddleTolerance = 1e-2;

    /// <summary>A fall of more than this share of the loss that second order foresees means that the run was not done.</summary>
    private const double DescentTolerance = 1e-2;

    /// <summary>What is still promised, as a share of the descent made, below which most of the way is done.</summary>
    private const double ConvergingShare = 0.1;

    /// <summary>A run that keeps this share of its starting loss has learned nothing.</summary>
    private const double KeptShare = 0.9;

    /// <summary>Curvature below this share of the starting one, or of loss over squared parameters, is none.</summary>
    private const double FlatTolerance = 1e-5;

    /// <summary>Margin (limit over rate) below which the sharpest direction is held at the limit.</summary>
    private const double EdgeMargin = 1.05;

    /// <summary>A loss is a sum and errs by several roundings.</summary>
    private const double RoundingsOfALoss = 10;

    private const int DescentProducts = 20;
    private static readonly double[] Radii = [1e-2, 1e-1];

    private readonly IProblem _problem;
    private readonly SampleSet _all;
    private readonly double[] _point;
    private readonly double _loss;
    private readonly double[] _gradient;
    private readonly ISymmetricOperator _hessian;

    public EndPoint(IProblem problem, double[] point, double loss, double[] gradient, ISymmetricOperator hessian)
    {
        (_problem, _point, _loss, _gradient, _hessian) = (problem, point, loss, gradient, hessian);
        _all = SampleSet.All(problem.SampleCount);
    }

    /// <summary>Ends the judgement's own measurements early; it then says less.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Judges the point.</summary>
    /// <param name="largest">Largest eigenvalue of the Hessian here.</param>
    /// <param name="smallest">Smallest eigenvalue here.</param>
    /// <param name="startCurvature">Largest eigenvalue where the run started, in size.</param>
    /// <param name="descent">How far the loss fell until here.</param>
    /// <param name="margin">Limit over rate of the last update; null without a limit.</param>
    public Judgement Judge(Eigenvalue largest, Eigenvalue smallest, double startCurvature, double descent, double? margin)
    {
        var evidence = new List<string>();
        var size = Math.Max(Math.Abs(largest.Value), Math.Abs(smallest.Value));
        var slope = TensorPrimitives.Norm<double>(_gradient);
        // Parameters near zero have no scale of their own: without the 1, any curvature there would count as none.
        var natural = Math.Abs(_loss) / Math.Max(1, TensorPrimitives.SumOfSquares<double>(_point));
        var flat = size <= FlatTolerance * Math.Max(startCurvature, natural) || size == 0;
        if (!flat && PredictedFall(slope) is var fall && fall > DescentTolerance * Math.Max(Math.Abs(_loss), double.Epsilon)
            && fall > 1e-12 * startCurvature)
        {
            evidence.Add(FormattableString.Invariant($"the slope still promises a fall: Newton decrement {fall.Rounded(3)} at a loss of {_loss.Rounded(3)}"));
            return new(AtTheEdge(margin, evidence) ? Verdict.EdgeOfStability : MostIsDone(fall, descent, evidence) ? Verdict.Converging
                : Verdict.StillMoving, evidence);
        }

        if (flat)
        {
            return Flat(slope, evidence);
        }

        evidence.Add(FormattableString.Invariant($"gradient norm {slope.Rounded(3)}: second order promises no further fall"));
        return Curved(largest, smallest, margin, evidence);
    }

    /// <summary>What to say of a run that ended no lower than it began; null for one that learned something, or had nothing to learn.</summary>
    /// <param name="start">The start of the run.</param>
    /// <param name="finalLoss">The loss after the last update.</param>
    public static Judgement? LearnedNothing(EndPoint start, double finalLoss)
    {
        if (!(start._loss > 0) || finalLoss < KeptShare * start._loss)
        {
            return null;
        }

        // A start whose slope promises next to nothing is an end itself, as after an earlier training.
        var promised = start.PredictedFall(TensorPrimitives.Norm<double>(start._gradient));
        return promised < DescentTolerance * start._loss
            ? null
            : new(Verdict.LearnedNothing,
                [FormattableString.Invariant($"the loss went from {start._loss.Rounded()} to {finalLoss.Rounded()}, although the slope at the start promised a fall (Newton decrement {promised.Rounded(3)})")]);
    }

    private Judgement Curved(Eigenvalue largest, Eigenvalue smallest, double? margin, List<string> evidence)
    {
        if (ConvexityTest.IsProven(_problem))
        {
            evidence.Add("the problem is convex, so that this is no saddle and every minimum is the lowest");
            return new(AtTheEdge(margin, evidence) ? Verdict.EdgeOfStability : Verdict.Minimum, evidence);
        }

        var bound = SaddleTolerance * Math.Max(largest.Value, 0);
        if (smallest.Value < -bound && smallest.Residual < Math.Abs(smallest.Value) / 3)
        {
            evidence.Add(FormattableString.Invariant($"a direction of curvature {smallest.Value.Rounded()} (residual {smallest.Residual.Rounded(2)}) goes down: proven by its Rayleigh quotient"));
            return new(Verdict.Saddle, evidence);
        }

        if (AtTheEdge(margin, evidence))
        {
            return new(Verdict.EdgeOfStability, evidence);
        }

        evidence.Add(FormattableString.Invariant(
            $"no curvature below {(-bound).Rounded(2)} was found: the lowest is {smallest.Value.Rounded(3)}, and with 95 % confidence none lies under {(smallest.Value - smallest.OuterSlack).Rounded(3)}"));
        return new(Verdict.Minimum, evidence);
    }

    /// <summary>Second order says nothing here, so the loss is asked at some distance.</summary>
    private Judgement Flat(double slope, List<string> evidence)
    {
        var lowest = LowestAround();
        var drop = _loss - lowest;
        if (drop <= Math.Max(1e-12, RoundingsOfALoss * _problem.Rounding) * Math.Max(1, Math.Abs(_loss)))
        {
            evidence.Add(FormattableString.Invariant($"gradient norm {slope.Rounded(3)}, no curvature at all, and no point around lies lower: a degenerate minimum, as far as samples can tell"));
            return new(Verdict.Minimum, evidence);
        }

        if (slope * Radii[^1] > DescentTolerance * Math.Abs(_loss))
        {
            evidence.Add(FormattableString.Invariant($"no curvature, but a slope of {slope.Rounded(3)}: within {Radii[^1].Rounded(2)} the loss of {_loss.Rounded(3)} falls by {drop.Rounded(2)}"));
            return new(Verdict.StillMoving, evidence);
        }

        evidence.Add(FormattableString.Invariant($"gradient norm {slope.Rounded(3)} and no curvature at all, yet a point within {Radii[^1].Rounded(2)} lies lower by {drop.Rounded(2)}"));
        return new(slope == 0 ? Verdict.Saddle : Verdict.Plateau, evidence);
    }

    private static bool MostIsDone(double fall, double descent, List<string> evidence)
    {
        if (!(fall < ConvergingShare * descent))
        {
            return false;
        }

        evidence.Add(FormattableString.Invariant($"the loss has fallen by {descent.Rounded(3)} so far, so that most of the way is done"));
        return true;
    }

    private bool AtTheEdge(double? margin, List<string> evidence)
    {
        if (margin is not < EdgeMargin)
        {
            return false;
        }

        evidence.Add(FormattableString.Invariant($"the stability limit is {margin.Value.Rounded(3)} times the rate: the sharpest direction bounces from step to step"));
        return true;
    }

    /// <summary>g' |H|^-1 g / 2 in the Krylov space of the gradient: what a Newton step over the absolute curvature would gain.</summary>
    private double PredictedFall(double slope)
    {
        if (slope == 0)
        {
            return 0;
        }

        var run = new Lanczos(_hessian, _gradient);
        while (run.Products < Math.Min(DescentProducts, _point.Length) && (run.Products == 0 || !Cancellation.IsCancellationRequested)
            && run.Step())
        {
            // Each step adds one value; the sum below takes them all.
        }

        var values = run.Values;
        var floor = 1e-4 * Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            sum += run.Weight(i) / Math.Max(Math.Abs(values[i]), floor);
        }

        return sum == 0 || floor == 0 ? 0 : 0.5 * slope * slope * sum;
    }

    private double LowestAround()
    {
        var random = new RandomNumbers(0, RandomStream.Directions);
        var (direction, moved) = (new double[_point.Length], new double[_point.Length]);
        var lowest = double.PositiveInfinity;
        for (var probe = 0; probe < 16 && !Cancellation.IsCancellationRequested; probe++)
        {
            random.FillNormal(direction);
            var norm = TensorPrimitives.Norm<double>(direction);
            foreach (var radius in Radii)
            {
                foreach (var sign in new[] { 1, -1 })
                {
                    TensorPrimitives.MultiplyAdd(direction, sign * radius / norm, _point, moved);
                    lowest = Math.Min(lowest, _problem.Evaluate(moved, _all, default));
                }
            }
        }

        return lowest;
    }
}
