using System;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Problems;

/// <summary>Problems that misbehave, and what the probe says of them.</summary>
public class GuardedProblemTests
{
    [Fact]
    public void AnExceptionInTraining_IsReportedWithStepAndNorm()
    {
        var calls = 0;
        var failure = Fails((x, gradient) => ++calls > 80 ? throw new InvalidOperationException("no more data") : Parabola(x, gradient));

        Assert.Contains("no more data", failure.Message);
        Assert.True(failure.Step > 0);
        Assert.True(failure.ParameterNorm > 0);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    [Fact]
    public void NoFiniteLossAtTheStart_IsAFailure() =>
        Assert.Contains("NaN before the first update", Fails((_, gradient) => Answer(double.NaN, gradient, 1)).Message);

    [Fact]
    public void AWrongGradient_IsReportedWithItsWorstCoordinate()
    {
        var failure = Fails((x, gradient) =>
        {
            var loss = Parabola(x, gradient);
            if (!gradient.IsEmpty)
            {
                gradient[2] *= 1.5;
            }

            return loss;
        });

        Assert.Contains("coordinate 2", failure.Message);
    }

    [Fact]
    public void AnswersThatChange_AreReported()
    {
        var calls = 0;
        Assert.Contains("two answers", Fails((x, gradient) => Parabola(x, gradient) + (++calls * 1e-3)).Message);
    }

    [Fact]
    public void AKink_IsNoWrongGradient()
    {
        var result = Run((x, gradient) =>
        {
            var sum = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                sum += Math.Abs(x[i] - 1) + (x[i] * x[i] / 2);
                if (!gradient.IsEmpty)
                {
                    gradient[i] = Math.Sign(x[i] - 1) + x[i];
                }
            }

            return sum;
        });

        Assert.Equal(50, result.Run.Steps);
    }

    [Fact]
    public void WithoutExactProducts_DifferencesServe()
    {
        var result = Run(Parabola);

        Assert.Equal(4, result.Sharpness.Largest, 1e-7);
        Assert.Equal(1, result.Sharpness.Smallest, 1e-7);
        Assert.InRange(result.Sharpness.ProductError, 1e-16, 1e-7);
    }

    private static ProblemFailureException Fails(Loss loss) => Assert.Throws<ProblemFailureException>(() => Run(loss));

    private static ProbeResult Run(Loss loss) => OptimizationProbe.Run(new ProbeOptions
    {
        Clock = StandingClock.Instance,
        Problem = new Custom(loss),
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
        Schedule = LearningRateSchedule.Constant(50, 0.01),
        Steps = 50,
    });

    private static double Parabola(ReadOnlySpan<double> x, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += (i + 1) * x[i] * x[i] / 2;
            if (!gradient.IsEmpty)
            {
                gradient[i] = (i + 1) * x[i];
            }
        }

        return sum;
    }

    private static double Answer(double loss, Span<double> gradient, double slope)
    {
        gradient.Fill(slope);
        return loss;
    }

    private delegate double Loss(ReadOnlySpan<double> x, Span<double> gradient);

    private sealed class Custom(Loss loss) : IProblem
    {
        public string Name => "custom";

        public int ParameterCount => 4;

        public int SampleCount => 1;

        public void Initialize(int seed, Span<double> parameters) => parameters.Fill(1);

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient) => loss(parameters, gradient);
    }
}
