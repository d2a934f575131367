using System;
using System.Numerics.Tensors;
using System.Threading;
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

    /// <summary>Nowhere.</summary>
    Diverged,
}

/// <summary>
/// Decides whether a point belongs to the valley of another: by distance, by the straight line between them, and by the loss. A valley that
/// bends more than its walls are steep is told apart from another one only by whether a straight line climbs.
/// </summary>
internal sealed class ReturnRule
{
    /// <summary>A climb below this share of what the run gained is no barrier.</summary>
    private const double BarrierShare = 1e-3;

    /// <summary>A loss is clearly lower by this share of what the run gained.</summary>
    private const double LowerShare = 1e-2;

    /// <summary>Rounding of a loss, with room to spare.</summary>
    private const double Rounding = 1e-13;

    private const double SamePlace = 1e-9;
    private const int LinePoints = 11;

    private readonly IProblem _problem;
    private readonly SampleSet _samples;
    private readonly double[] _point;
    private readonly double _gain;

    /// <summary>The rule around a point.</summary>
    /// <param name="problem">Whose loss.</param>
    /// <param name="samples">Losses are means over these.</param>
    /// <param name="point">The point.</param>
    /// <param name="initialLoss">Loss at which the run that led there began.</param>
    /// <param name="loss">Loss at the point.</param>
    public ReturnRule(IProblem problem, SampleSet samples, double[] point, double initialLoss, double loss)
    {
        (_problem, _samples, _point) = (problem, samples, point);
        _gain = initialLoss > loss && double.IsFinite(initialLoss) ? initialLoss - loss : Math.Abs(loss);
        (Loss, LowestExpected) = (loss, loss);
        BarrierTolerance = Math.Max(BarrierShare * _gain, Rounding * Math.Max(1, Math.Abs(loss)));
    }

    /// <summary>Loss at the point.</summary>
    public double Loss { get; }

    /// <summary>A climb above this is a barrier.</summary>
    public double BarrierTolerance { get; }

    /// <summary>Loss that a further descent reaches from the point itself.</summary>
    public double LowestExpected { get; private set; }

    /// <summary>Takes into account that the recipe itself goes on from the point to this loss.</summary>
    public void Expect(double loss) => LowestExpected = Math.Min(Loss, loss);

    /// <summary>Judges where a descent ended.</summary>
    public DescentOutcome Judge(ReadOnlySpan<double> end, CancellationToken cancellation)
    {
        if (TensorPrimitives.Distance(end, _point) <= SamePlace * Math.Max(1, TensorPrimitives.Norm<double>(_point)))
        {
            return DescentOutcome.Returned;
        }

        if (Climb(end, cancellation) > BarrierTolerance)
        {
            return DescentOutcome.Left;
        }

        var loss = _problem.Evaluate(end, _samples, default);
        return loss < LowestExpected - Math.Max(LowerShare * _gain, BarrierTolerance) ? DescentOutcome.Lower : DescentOutcome.Returned;
    }

    /// <summary>True when the way back from a place climbs.</summary>
    public bool IsBehindBarrier(ReadOnlySpan<double> place, CancellationToken cancellation) => Climb(place, cancellation) > BarrierTolerance;

    private double Climb(ReadOnlySpan<double> end, CancellationToken cancellation) =>
        LinearBarrier.Between(_problem, _samples, _point, end, LinePoints, cancellation).Climb;
}
