using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Escape;

/// <summary>Where a descent ended, seen from the point that it was pushed away from.</summary>
internal enum DescentOutcome
{
    /// <summary>At the point, or somewhere in the same valley: the straight line between them does not climb.</summary>
    Returned,

    /// <summary>Behind a barrier.</summary>
    Left,

    /// <summary>At a clearly lower loss that no barrier hides.</summary>
    Lower,

    /// <summary>Still on its way: no barrier, but far above the loss it would come back to.</summary>
    Undecided,

    /// <summary>Nowhere.</summary>
    Diverged,
}

/// <summary>Brings a place down to the bottom of its own valley, by short steps of all samples.</summary>
/// <param name="Updates">Most gradients spent.</param>
/// <param name="LongestStep">Longest step.</param>
internal sealed record Settling(int Updates, double LongestStep)
{
    /// <summary>The bottom; the place itself where there is none.</summary>
    public double[] Bottom(IProblem problem, ReadOnlySpan<double> place)
    {
        var bottom = LocalDescent.Run(new Objective(problem, (long)Updates * Objective.GradientCost, CancellationToken.None), place,
            LongestStep);
        return double.IsFinite(bottom.Loss) ? bottom.Point : place.ToArray();
    }
}

/// <summary>
/// Decides whether a point belongs to the valley of another: by distance, by the straight line between them, and by the loss. A valley that
/// bends more than its walls are steep is told apart from another one only by whether a straight line climbs.
/// </summary>
internal sealed class ReturnRule
{
    /// <summary>A climb below this share of what the run gained is no barrier.</summary>
    private const double BarrierShare = 1e-3;

    /// <summary>A loss is clearly lower or higher by this share of what the run gained.</summary>
    private const double ClearShare = 1e-2;

    /// <summary>Rounding of a loss, with room to spare.</summary>
    private const double Rounding = 1e-13;

    private const double SamePlace = 1e-9;
    private const int LinePoints = 11;
    private const int MostSamples = 256;

    private readonly IProblem _problem;
    private readonly double[] _point;
    private readonly Settling? _settling;
    private readonly double _gain;

    /// <summary>The rule around a point.</summary>
    /// <param name="problem">Whose loss.</param>
    /// <param name="point">The point.</param>
    /// <param name="initialLoss">Loss at which the run that led there began.</param>
    /// <param name="settling">How a place that noise left high on a slope is brought down before it is judged; null to judge it as it is.</param>
    public ReturnRule(IProblem problem, double[] point, double initialLoss, Settling? settling = null)
    {
        (_problem, _point, _settling) = (problem, point, settling);
        Samples = SomeOf(problem);
        Loss = LowestExpected = UnperturbedLoss = problem.Evaluate(point, Samples, default);
        _gain = initialLoss > Loss && double.IsFinite(initialLoss) ? initialLoss - Loss : Math.Abs(Loss);
        BarrierTolerance = Math.Max(BarrierShare * _gain, Rounding * Math.Max(1, Math.Abs(Loss)));
    }

    /// <summary>Losses are means over these: all, or a part where there are many, spread evenly.</summary>
    public SampleSet Samples { get; }

    /// <summary>True when ends are judged at the bottom of their valleys.</summary>
    public bool Settles => _settling is not null;

    /// <summary>Losses that one judgement costs.</summary>
    public static int LossesPerJudgement => LinePoints + 2;

    /// <summary>Loss at the point.</summary>
    public double Loss { get; }

    /// <summary>A climb above this is a barrier.</summary>
    public double BarrierTolerance { get; }

    /// <summary>Loss that a further descent reaches from the point itself.</summary>
    public double UnperturbedLoss { get; private set; }

    /// <summary>The lower one of both.</summary>
    public double LowestExpected { get; private set; }

    /// <summary>Takes into account that the recipe itself goes on from the point to another.</summary>
    public void Expect(ReadOnlySpan<double> end)
    {
        end = _settling is null ? end : _settling.Bottom(_problem, end);
        UnperturbedLoss = _problem.Evaluate(end, Samples, default);
        LowestExpected = Math.Min(Loss, UnperturbedLoss);
    }

    /// <summary>Judges where a descent ended.</summary>
    public DescentOutcome Judge(ReadOnlySpan<double> end)
    {
        end = _settling is null ? end : _settling.Bottom(_problem, end);
        if (TensorPrimitives.Distance(end, _point) <= SamePlace * Math.Max(1, TensorPrimitives.Norm<double>(_point)))
        {
            return DescentOutcome.Returned;
        }

        if (IsBehindBarrier(end))
        {
            return DescentOutcome.Left;
        }

        var loss = _problem.Evaluate(end, Samples, default);
        var clear = Math.Max(ClearShare * _gain, BarrierTolerance);
        return loss < LowestExpected - clear ? DescentOutcome.Lower
            : loss > Math.Max(Loss, UnperturbedLoss) + clear ? DescentOutcome.Undecided
            : DescentOutcome.Returned;
    }

    /// <summary>True when the way back from a place climbs.</summary>
    public bool IsBehindBarrier(ReadOnlySpan<double> place) =>
        LinearBarrier.Between(_problem, Samples, _point, place, LinePoints, refine: false).Climb > BarrierTolerance;

    private static SampleSet SomeOf(IProblem problem)
    {
        var count = problem.SampleCount;
        if (count <= MostSamples || problem is GuardedProblem { Inner: IClosedMean } or IClosedMean)
        {
            return SampleSet.All(count);
        }

        var chosen = new int[MostSamples];
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] = (int)((long)count * i / MostSamples);
        }

        return SampleSet.Of(chosen);
    }
}
