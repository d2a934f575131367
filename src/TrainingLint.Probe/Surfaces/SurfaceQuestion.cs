using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using TrainingLint.Probe.Curvature;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Training;

namespace TrainingLint.Probe.Surfaces;

/// <summary>What does the loss look like around the end of the run?</summary>
internal sealed class SurfaceQuestion
{
    /// <summary>Room that a picture leaves around what it must show.</summary>
    private const double Frame = 1.2;

    /// <summary>Smallest radius of a picture, as a share of the size of the weights; and the share of the way below which ends are one.</summary>
    private const double LeastRadius = 1e-3;

    private readonly ProbeSubject _subject;
    private readonly CancellationToken _cancellation;
    private readonly double[] _end;
    private readonly double[] _gradient;
    private readonly LossAt _loss;
    private readonly TrainingPath _path;
    private readonly ISymmetricOperator _hessian;
    private readonly List<Draft> _drafts = [];

    private SurfaceQuestion(ProbeSubject subject, CancellationToken cancellation)
    {
        (_subject, _cancellation, _end) = (subject, cancellation, [.. subject.Run.Parameters]);
        _loss = LossFunction.Of(subject.Problem);
        _path = TrainingPath.Of(subject, cancellation);
        var all = SampleSet.All(subject.Problem.SampleCount);
        _gradient = new double[_end.Length];
        subject.Problem.Evaluate(_end, all, _gradient);
        _hessian = subject.Problem.HessianAt(_end, all);
    }

    /// <summary>Draws the planes and lines that time allows; null when the run left no point to draw around.</summary>
    /// <param name="subject">The run.</param>
    /// <param name="ends">Ends of further runs, with their seeds; where there are fewer than two, the missing runs are made.</param>
    /// <param name="cancellation">Ends the work with what there is.</param>
    public static SurfaceReport? Answer(ProbeSubject subject, IReadOnlyList<(int Seed, IReadOnlyList<double> Parameters)> ends,
        CancellationToken cancellation) =>
        subject.Curvature is { } curvature && double.IsFinite(subject.Run.FinalLoss)
            ? new SurfaceQuestion(subject, cancellation).Draw(curvature, ends)
            : null;

    /// <summary>How far the end lies from the start.</summary>
    private double Moved => _path.Points.Count > 0 ? TensorPrimitives.Distance<double>(_path.Points[0].Parameters, _end) : 0;

    private SurfaceReport Draw(CurvatureReport curvature, IReadOnlyList<(int Seed, IReadOnlyList<double> Parameters)> ends)
    {
        AddHessianPlane(curvature);
        AddRandomPlane();
        AddMinimaPlane(ends);
        var slices = Slices();
        var isPartial = !_path.IsComplete || slices.Exists(slice => slice is null);
        for (var level = 0; level < LossGrid.Levels; level++)
        {
            foreach (var draft in _drafts)
            {
                _subject.Progress?.Invoke(new ProbeProgress("drawing the surface", _subject.Run.Steps, _subject.Plan.Steps,
                    _subject.Run.FinalLoss, TimeSpan.Zero));
                isPartial |= !draft.Grid.Refine(_loss, _cancellation);
            }

            if (isPartial && _cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        return new SurfaceReport
        {
            Planes = [.. _drafts.Where(draft => draft.Grid.Size > 0).Select(Finish)],
            Slices = [.. slices.OfType<LossSlice>()],
            IsPartial = isPartial,
        };
    }

    private void AddHessianPlane(CurvatureReport curvature)
    {
        if (PlaneDirections.Of(curvature.LargestEigenvalue.Vector.Span, curvature.SmallestEigenvalue.Vector.Span) is not { } pair)
        {
            return;
        }

        var reached = Project(_end, pair).Select(point => Math.Max(Math.Abs(point.X), Math.Abs(point.Y))).DefaultIfEmpty(0).Max();
        var radius = Math.Max(Frame * reached, LeastRadius * Math.Max(1, TensorPrimitives.Norm<double>(_end)));
        Add(PlaneKind.Hessian, _end, Axis("direction of the largest eigenvalue", pair.First, radius), Axis("direction of the smallest eigenvalue", pair.Second, radius), OwnEnd);
    }

    private void AddRandomPlane()
    {
        if (PlaneDirections.Random(_subject.Problem.Inner, _end, Moved > 0 ? Moved : 1, _subject.Run.Seed) is { } pair)
        {
            Add(PlaneKind.RandomFilters, _end, Axis("first random direction", pair.First, 1), Axis("second random direction", pair.Second, 1), OwnEnd);
        }
    }

    private void AddMinimaPlane(IReadOnlyList<(int Seed, IReadOnlyList<double> Parameters)> given)
    {
        var others = given.Concat(FurtherEnds(given)).Take(2).ToList();
        if (others.Count < 2
            || others.TrueForAll(other => TensorPrimitives.Distance<double>(_end, [.. other.Parameters]) < LeastRadius * Moved)
            || PlaneDirections.Through(_end, [.. others[0].Parameters], [.. others[1].Parameters]) is not { } pair)
        {
            return;
        }

        var centre = new double[_end.Length];
        for (var i = 0; i < centre.Length; i++)
        {
            centre[i] = (_end[i] + others[0].Parameters[i] + others[1].Parameters[i]) / 3;
        }

        RunEnd[] ends = [.. others.Prepend((_subject.Run.Seed, Parameters: _end)).Select(end => EndAt(end.Seed,
            Place([.. end.Parameters], centre, pair)))];
        var radius = Frame * ends.Select(end => (end.X, end.Y)).Concat(Project(centre, pair).Select(point => (point.X,
            point.Y))).Max(place => Math.Max(Math.Abs(place.X), Math.Abs(place.Y)));
        Add(PlaneKind.Minima, centre, Axis("towards the end of the second run", pair.First, radius), Axis("across, towards the end of the third", pair.Second, radius), ends);
    }

    private IEnumerable<(int Seed, IReadOnlyList<double> Parameters)> FurtherEnds(
        IReadOnlyList<(int Seed, IReadOnlyList<double> Parameters)> given)
    {
        for (var seed = given.Select(end => end.Seed).Append(_subject.Run.Seed).Max() + 1; ; seed++)
        {
            var trainer = new Trainer(_subject.Problem, _subject.Plan, seed, _subject.GivenStart);
            trainer.Finish(_cancellation);
            if (trainer.HasDiverged || !trainer.IsDone)
            {
                yield break;
            }

            yield return (seed, trainer.Parameters.ToArray());
        }
    }

    private void Add(PlaneKind kind, double[] centre, PlaneAxis across, PlaneAxis up, IReadOnlyList<RunEnd> ends) =>
        _drafts.Add(new Draft(kind, centre, across, up, ends, new LossGrid(centre, across, up)));

    private IReadOnlyList<RunEnd> OwnEnd => [new RunEnd(_subject.Run.Seed, 0, 0)];

    private PlaneAxis Axis(string name, double[] direction, double radius)
    {
        var product = new double[direction.Length];
        _hessian.Multiply(direction, product);
        return new PlaneAxis(name, direction, radius,
            TensorPrimitives.Dot<double>(_gradient, direction), TensorPrimitives.Dot<double>(direction, product));
    }

    /// <summary>One line per axis of the planes around the end; a second random direction would say what the first says.</summary>
    private List<LossSlice?> Slices()
    {
        var axes = _drafts.Where(draft => draft.Kind == PlaneKind.Hessian).SelectMany(draft => new[] { draft.Across, draft.Up })
            .Concat(_drafts.Where(draft => draft.Kind == PlaneKind.RandomFilters).Select(draft => draft.Across));
        return [.. axes.Select(axis => LossSlice.Along(axis, _end, _subject.Run.FinalLoss, _loss, _cancellation))];
    }

    private static (double X, double Y) Place(double[] point, double[] centre, (double[] First, double[] Second) pair)
    {
        var displacement = new double[point.Length];
        TensorPrimitives.Subtract(point, centre, displacement);
        return PlaneDirections.Nearest(displacement, pair.First, pair.Second);
    }

    private IEnumerable<PathPoint> Project(double[] centre, (double[] First, double[] Second) pair) =>
        _path.Points.Select(point => (point.Step, At: Place(point.Parameters, centre, pair))).Select(point => new PathPoint(point.Step,
            point.At.X, point.At.Y));

    private static RunEnd EndAt(int seed, (double X, double Y) place) => new(seed, place.X, place.Y);

    private LossPlane Finish(Draft draft)
    {
        (double[] First, double[] Second) pair = ([.. draft.Across.Direction], [.. draft.Up.Direction]);
        return new LossPlane
        {
            Kind = draft.Kind,
            Across = draft.Across,
            Up = draft.Up,
            X = draft.Grid.Across,
            Y = draft.Grid.Up,
            Losses = draft.Grid.Rows(),
            Path = [.. Project(draft.Centre, pair)],
            CapturedShare = CapturedShare(pair),
            Ends = draft.Ends,
        };
    }

    private double CapturedShare((double[] First, double[] Second) pair)
    {
        var (inside, whole) = (0.0, 0.0);
        var (displacement, part) = (new double[_end.Length], new double[_end.Length]);
        foreach (var (_, parameters) in _path.Points)
        {
            TensorPrimitives.Subtract(parameters, _end, displacement);
            var (x, y) = PlaneDirections.Nearest(displacement, pair.First, pair.Second);
            TensorPrimitives.Multiply(pair.First, x, part);
            TensorPrimitives.MultiplyAdd(pair.Second, y, part, part);
            inside += TensorPrimitives.SumOfSquares<double>(part);
            whole += TensorPrimitives.SumOfSquares<double>(displacement);
        }

        return whole > 0 ? Math.Min(1, inside / whole) : double.NaN;
    }

    /// <summary>A plane whose losses are still being measured.</summary>
    private sealed record Draft(PlaneKind Kind, double[] Centre, PlaneAxis Across, PlaneAxis Up, IReadOnlyList<RunEnd> Ends, LossGrid Grid);
}
