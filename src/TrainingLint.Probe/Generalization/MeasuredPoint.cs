using System.Threading;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Generalization;

/// <summary>Everything that is measured at the end of a training, in a form that lets two ends be compared sample by sample and probe by probe.</summary>
internal sealed class MeasuredPoint
{
    private const int LargestProducts = 30;
    private const double LargestTolerance = 1e-4;

    private readonly GroupedLoss _train;
    private readonly GroupedLoss? _held;
    private readonly PairedTraces _trace;

    /// <summary>Measures a point.</summary>
    /// <param name="problem">Whose loss.</param>
    /// <param name="split">What was trained on; null for all samples.</param>
    /// <param name="parameters">The point, where the loss is finite.</param>
    /// <param name="seed">Seed of the probes; points that are to be compared need the same one.</param>
    /// <param name="cancellation">Ends the search for the largest eigenvalue early.</param>
    public MeasuredPoint(GuardedProblem problem, HoldOut? split, double[] parameters, int seed, CancellationToken cancellation)
    {
        var trained = split?.Trained ?? SampleSet.All(problem.SampleCount);
        var hessian = problem.HessianAt(parameters, trained);
        _train = GroupedLoss.At(problem, parameters, trained);
        _held = split is not null ? GroupedLoss.At(problem, parameters, split.Held)
            : problem.HeldOutLoss(parameters) is { } loss ? GroupedLoss.Whole(loss) : null;
        _trace = PairedTraces.At(problem.Inner, trained, parameters, hessian, seed);
        Measures = new PointMeasures
        {
            TrainLoss = _train.Mean,
            HeldOutLoss = _held?.Mean,
            TrainErrorRate = ErrorRate(problem, parameters, trained),
            HeldOutErrorRate = split is null ? null : ErrorRate(problem, parameters, split.Held),
            LargestEigenvalue =
                Spectrum.Largest(hessian,
                    new SpectrumOptions
                    {
                        Seed = seed,
                        MaxProducts = LargestProducts,
                        Tolerance = LargestTolerance,
                        ProductPrecision = CurvatureMeasurement.PrecisionOf(problem.Inner)
                    }, cancellation),
            Trace = _trace.Trace,
        };
    }

    /// <summary>What was measured.</summary>
    public PointMeasures Measures { get; }

    /// <summary>This point against another one of the same split and seed.</summary>
    public PointContrast Against(MeasuredPoint other)
    {
        var (mine, others) = (Measures.LargestEigenvalue, other.Measures.LargestEigenvalue);
        return new PointContrast
        {
            Measures = Measures,
            TrainLoss = _train.Above(other._train),
            HeldOutLoss = _held?.Above(other._held!),
            Trace = _trace.Above(other._trace),
            LargestEigenvalue = new MeasuredValue(mine.Value - others.Value, mine.Error + others.Error),
        };
    }

    private static Proportion? ErrorRate(GuardedProblem problem, double[] parameters, SampleSet samples)
    {
        if (problem.Inner is not IClassifies classifier || problem.Predict(parameters, samples) is not { } predicted)
        {
            return null;
        }

        var wrong = 0;
        for (var i = 0; i < predicted.Length; i++)
        {
            wrong += predicted[i] != classifier.Labels[samples.Indices[i]] ? 1 : 0;
        }

        return new Proportion(wrong, predicted.Length);
    }
}
