using System.Linq;
using TorchSharp;
using TrainingLint.Probe.Problems;
using static TorchSharp.torch;

namespace TrainingLint.Probe.TorchSharp.Tests;

/// <summary>
/// Tensors are memory that no collector sees in time: what a measurement makes it disposes of, by torch's own count of this thread's live ones.
/// </summary>
public class TensorLeakTests
{
    [Fact]
    public void AThousandProducts_LeaveNoTensorBehind()
    {
        using var problem = DigitsNet.Problem(ScalarType.Float32);
        var (point, all) = (DigitsNet.Point(problem), SampleSet.All(DigitsNet.Samples));
        var (direction, product) = (DigitsNet.Direction(point.Length), new double[point.Length]);
        var hessian = ((IExactCurvature)problem).HessianAt(point, all);
        hessian.Multiply(direction, product);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        for (var i = 0; i < 1000; i++)
        {
            hessian.Multiply(direction, product);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void PointsBatchesStartsAndPredictions_LeaveNoTensorBehind()
    {
        using var problem =
            DigitsNet.Problem(ScalarType.Float32,
                new TorchProbeOptions { SamplesPerPass = 64, HeldOut = DigitsNet.Data(ScalarType.Float32, 20) });
        var point = DigitsNet.Point(problem);
        Visit();
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        for (var i = 0; i < 20; i++)
        {
            Visit();
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);

        void Visit()
        {
            var (gradient, product) = (new double[point.Length], new double[point.Length]);
            problem.Initialize(4, point);
            problem.Evaluate(point, SampleSet.Of([1, 2, 3]), gradient);
            problem.Evaluate(point, SampleSet.All(DigitsNet.Samples), default);
            ((IExactCurvature)problem).HessianAt(point, SampleSet.Of([.. Enumerable.Range(0, 100)])).Multiply(gradient, product);
            ((IPredicts)problem).Predict(point, SampleSet.All(DigitsNet.Samples), new int[DigitsNet.Samples]);
            ((IHeldOut)problem).HeldOutLoss(point);
        }
    }

    [Fact]
    public void AProblemThatIsDisposedOf_LeavesNoTensorBehind()
    {
        using var model = DigitsNet.Create(ScalarType.Float32);
        var (inputs, targets) = DigitsNet.Data(ScalarType.Float32);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

        using (var problem = TorchProbe.Problem(model, (x, y) => nn.functional.cross_entropy(model.call(x), y), (inputs, targets)))
        {
            var point = DigitsNet.Point(problem);
            ((IExactCurvature)problem).HessianAt(point, SampleSet.All(DigitsNet.Samples))
                .Multiply(DigitsNet.Direction(point.Length), new double[point.Length]);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
    }
}
