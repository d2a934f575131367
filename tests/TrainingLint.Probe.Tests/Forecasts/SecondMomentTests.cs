using System;
using System.Linq;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Optimizers;

namespace TrainingLint.Probe.Tests.Forecasts;

/// <summary>RMS of gradient over second moment: 1 while gradients keep their size, and what follows from beta2 when they grow.</summary>
public class SecondMomentTests
{
    [Theory]
    [InlineData(0.999, 9.54)]
    [InlineData(0.99, 7.09)]
    [InlineData(0.95, 4.10)]
    public void AStepTenTimesAsLarge_StandsOutByWhatBeta2Forgets(double beta2, double rms)
    {
        var optimizer = Adam(beta2);
        for (var step = 0; step < 20 / (1 - beta2); step++)
        {
            optimizer.Step(new double[2], [step % 2 == 0 ? 1 : -1, 0], 0);
            Assert.Equal(1, optimizer.Surprise, 1e-9);
        }

        optimizer.Step(new double[2], [10, 0], 0);

        Assert.Equal(10 / Math.Sqrt(beta2 + (100 * (1 - beta2))), optimizer.Surprise, 1e-6);
        Assert.Equal(rms, optimizer.Surprise, 0.01);
    }

    [Fact]
    public void GradientsOfConstantVariance_HaveAMeanSquareOfOne()
    {
        var optimizer = Adam(0.99, 200);
        var random = new Probe.Numerics.RandomNumbers(1, Probe.Numerics.RandomStream.Construction);
        var (gradient, squares) = (new double[200], 0.0);
        for (var step = 0; step < 1500; step++)
        {
            random.FillNormal(gradient);
            optimizer.Step(new double[200], gradient, 0);
            squares += step >= 500 ? optimizer.Surprise * optimizer.Surprise / 1000 : 0;
        }

        // 200,000 squares of deviation sqrt(2): 0.3 %; the gradient itself is a hundredth of its second moment, and lowers the mean by 1 %.
        Assert.Equal(1, squares, 0.02);
    }

    [Fact]
    public void WithoutBeingAsked_NothingIsComputed()
    {
        var optimizer = Optimizer.Create(OptimizerSettings.Of(OptimizerKind.Adam), 1);
        optimizer.Step(new double[1], [1], 0);
        Assert.True(double.IsNaN(optimizer.Surprise));
    }

    [Theory]
    [InlineData(55, 1)]
    [InlineData(60, 0)]
    [InlineData(40, 0)]
    public void AJump_IsForeseenByAWarningOneToEightStepsBefore(int warning, int foreseen)
    {
        double[] losses = [.. Enumerable.Range(0, 100).Select(step => step is 60 or 61 ? 5.0 : 1.0)];
        double[] values = [.. Enumerable.Range(0, 100).Select(step => step == warning ? 3.0 : 1.0)];

        var report = new SecondMomentReport(values, losses);

        Assert.Equal([60], report.Jumps);
        Assert.Equal(foreseen, report.Foreseen);
        Assert.Equal((warning, 3), (report.HighestStep, report.Highest));
    }

    private static Optimizer Adam(double beta2, int parameters = 2)
    {
        var optimizer = Optimizer.Create(OptimizerSettings.Of(OptimizerKind.Adam) with { Beta2 = beta2 }, parameters);
        optimizer.TracksSurprise = true;
        return optimizer;
    }
}
