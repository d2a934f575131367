using System;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Bridge;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Guards;

/// <summary>Watches a problem: what it throws becomes a failure that says where, and its answers can be checked.</summary>
internal sealed class GuardedProblem(IProblem inner) : IProblem
{
    private const int CheckedCoordinates = 8;

    /// <summary>A slope may differ from its difference quotient by this share of the gradient before it counts as wrong.</summary>
    private const double SlopeTolerance = 1e-3;

    /// <summary>In units of the step of a difference quotient: where numbers are coarse, so are the quotients.</summary>
    private const double LeastDigitsOfASlope = 20;

    /// <summary>A loss is a sum and errs by several roundings.</summary>
    private const double RoundingsOfALoss = 50;

    /// <summary>Cancelled when the budget is used up for good: from then on every evaluation ends in an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken HardStop { get; init; }

    /// <summary>Update that is being done, for messages.</summary>
    public int Step { get; private set; }

    public IProblem Inner => inner;

    public string Name => inner.Name;

    public int ParameterCount => inner.ParameterCount;

    public int SampleCount => inner.SampleCount;

    public double Rounding => inner.Rounding;

    /// <summary>Tells which update is being done.</summary>
    public void Reached(int step) => Step = step;

    public void Initialize(int seed, Span<double> parameters)
    {
        try
        {
            inner.Initialize(seed, parameters);
        }
        catch (Exception failure)
        {
            throw Failure(Told(failure, " while initialising"), parameters, failure);
        }

        if (!double.IsFinite(TensorPrimitives.Norm<double>(parameters)))
        {
            throw Failure("the problem starts at parameters that are not finite", parameters);
        }
    }

    public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
    {
        HardStop.ThrowIfCancellationRequested();
        try
        {
            return inner.Evaluate(parameters, samples, gradient);
        }
        catch (Exception failure)
        {
            throw Failure(Told(failure), parameters, failure);
        }
    }

    /// <summary>The loss over what the problem holds back; null when it holds nothing back.</summary>
    public double? HeldOutLoss(ReadOnlySpan<double> parameters)
    {
        try
        {
            return (inner as IHeldOut)?.HeldOutLoss(parameters);
        }
        catch (Exception failure)
        {
            throw Failure(Told(failure, " on the samples that it holds back"), parameters, failure);
        }
    }

    /// <summary>The predicted class of each sample; null for a problem that predicts nothing.</summary>
    public int[]? Predict(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        if (inner is not IPredicts predicting)
        {
            return null;
        }

        var classes = new int[samples.Count];
        try
        {
            predicting.Predict(parameters, samples, classes);
        }
        catch (Exception failure)
        {
            throw Failure(Told(failure, " while predicting"), parameters, failure);
        }

        return classes;
    }

    /// <summary>Parameters with their units in the order of a reference; null for a problem whose units have no other order.</summary>
    public double[]? MatchUnits(ReadOnlySpan<double> reference, ReadOnlySpan<double> parameters)
    {
        if (inner is not IMatchesUnits matching)
        {
            return null;
        }

        var matched = new double[parameters.Length];
        try
        {
            matching.MatchUnits(reference, parameters, matched);
        }
        catch (Exception failure)
        {
            throw Failure(Told(failure, " while matching units"), parameters, failure);
        }

        return matched;
    }

    /// <summary>The Hessian at a point: the problem's own, or by central differences.</summary>
    public ISymmetricOperator HessianAt(ReadOnlySpan<double> parameters, SampleSet samples)
    {
        if (inner is not IExactCurvature exact)
        {
            return new FiniteDifferenceHessian(this, parameters, samples);
        }

        try
        {
            return new GuardedOperator(this, exact.HessianAt(parameters, samples), TensorPrimitives.Norm(parameters));
        }
        catch (Exception failure)
        {
            throw Failure(Told(failure, " while preparing its Hessian"), parameters, failure);
        }
    }

    /// <summary>Checks at a point that the loss is finite, that answers repeat, and that the gradient is that of the loss.</summary>
    /// <param name="parameters">The point.</param>
    /// <param name="cancellation">When it ends, the steepest coordinate has been checked and the others are left out.</param>
    public void Check(ReadOnlySpan<double> parameters, CancellationToken cancellation = default)
    {
        var all = SampleSet.All(SampleCount);
        var (gradient, again) = (new double[ParameterCount], new double[ParameterCount]);
        var loss = Evaluate(parameters, all, gradient);
        if (!double.IsFinite(loss))
        {
            throw Failure(FormattableString.Invariant($"the loss is {loss} before the first update"), parameters);
        }

        if (!double.IsFinite(TensorPrimitives.Norm<double>(gradient)))
        {
            throw Failure("the gradient is not finite before the first update", parameters);
        }

        CheckRepeats(parameters, all, loss, gradient, again);

        // The gradients of the built-in problems are tested; checking them again would cost more than measuring.
        if (inner is not IHasTestedGradients)
        {
            CheckSlopes(parameters, all, loss, gradient, cancellation);
        }
    }

    /// <summary>Checks that a second evaluation at the same point gives the same answer.</summary>
    public void CheckRepeats(ReadOnlySpan<double> parameters, SampleSet samples, double loss, ReadOnlySpan<double> gradient,
        Span<double> scratch)
    {
        var second = Evaluate(parameters, samples, scratch);
        if (second != loss || !gradient.SequenceEqual(scratch))
        {
            throw Failure(FormattableString.Invariant($"the problem gave two answers at the same parameters: loss {loss:R}, then {second:R}; fix the seed of whatever is random in it"), parameters);
        }
    }

    private void CheckSlopes(ReadOnlySpan<double> parameters, SampleSet samples, double loss, double[] gradient,
        CancellationToken cancellation)
    {
        var moved = parameters.ToArray();
        var norm = TensorPrimitives.Norm<double>(gradient);
        var (worst, worstGap, worstSlope) = (-1, 0.0, 0.0);
        var isFirst = true;
        foreach (var i in CoordinatesToCheck(gradient))
        {
            if (!isFirst && cancellation.IsCancellationRequested)
            {
                break;
            }

            isFirst = false;
            var h = Math.Cbrt(Rounding) * Math.Max(1, Math.Abs(parameters[i]));
            moved[i] = parameters[i] + h;
            var ahead = Evaluate(moved, samples, default);
            moved[i] = parameters[i] - h;
            var behind = Evaluate(moved, samples, default);
            moved[i] = parameters[i];
            var slope = (ahead - behind) / (2 * h);

            // One-sided quotients differ where the loss has a kink between the points; such a coordinate proves nothing.
            var kink = Math.Abs((ahead - loss) - (loss - behind)) / h;
            var rounding = RoundingsOfALoss * Rounding * Math.Max(Math.Abs(loss), 1) / h;
            var gap = Math.Abs(slope - gradient[i]) - kink - rounding;
            if (gap > worstGap)
            {
                (worst, worstGap, worstSlope) = (i, gap, slope);
            }
        }

        if (worstGap > Math.Max(SlopeTolerance, LeastDigitsOfASlope * Math.Cbrt(Rounding)) * Math.Max(norm / Math.Sqrt(gradient.Length),
            Math.Abs(worstSlope)))
        {
            throw Failure(FormattableString.Invariant($"the gradient is not that of the loss: at coordinate {worst} it is {gradient[worst]:G6}, but the loss changes by {worstSlope:G6} per unit"), parameters);
        }
    }

    /// <summary>The coordinate of the largest slope, and others spread evenly.</summary>
    private static int[] CoordinatesToCheck(double[] gradient)
    {
        var count = Math.Min(CheckedCoordinates, gradient.Length);
        var chosen = new int[count + 1];
        chosen[0] = TensorPrimitives.IndexOfMaxMagnitude<double>(gradient);
        for (var i = 0; i < count; i++)
        {
            chosen[i + 1] = (int)((long)gradient.Length * i / count);
        }

        return chosen;
    }

    private sealed class GuardedOperator(GuardedProblem problem, ISymmetricOperator matrix, double norm) : ISymmetricOperator
    {
        public int Size => matrix.Size;

        public void Multiply(ReadOnlySpan<double> vectors, Span<double> products, int count = 1)
        {
            problem.HardStop.ThrowIfCancellationRequested();
            try
            {
                matrix.Multiply(vectors, products, count);
            }
            catch (Exception failure)
            {
                throw new ProblemFailureException(Told(failure, " in a Hessian product"), problem.Step, norm, failure);
            }

            if (!double.IsFinite(TensorPrimitives.Norm<double>(products)))
            {
                throw new ProblemFailureException("a product with the problem's Hessian is not finite", problem.Step, norm);
            }
        }
    }

    /// <summary>A bridge says for people what happened; of other exceptions, the type belongs to it.</summary>
    private static string Told(Exception failure, string when = "") =>
        failure is BridgeException ? failure.Message : "the problem threw " + failure.GetType().Name + when + ": " + failure.Message;

    private ProblemFailureException Failure(string message, ReadOnlySpan<double> parameters, Exception? inner = null) =>
        new(message, Step, TensorPrimitives.Norm(parameters), inner);
}
