using System;
using System.Linq;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Forecasts;
using TrainingLint.Probe.Guards;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Tests.Forecasts;

/// <summary>
/// How much warmup a peak needs, on two weights whose product is trained to be 0 in noise. Of 200 seeds at 6 over the starting curvature,
/// none survives without warmup and with 3 steps, 0.18 with 10, 0.98 with 30 and all with 100; at 3 all do without.
/// </summary>
public class WarmupNeedTests
{
    private const int Seeds = 60;

    [Fact]
    public void TwoWeightsAtSixTimesTheUnit_NeedTenToThirtySteps()
    {
        var need = Need(6, warmup: 3);

        Assert.Equal(WarmupVerdict.TooShort, need.Verdict);
        Assert.Equal([0, 3, 10, 30, 100, 300], need.Trials.Select(trial => trial.Steps));
        Assert.Equal([0, 0], need.Trials.Take(2).Select(trial => trial.Survived.Count));

        // Four deviations of a binomial.
        Assert.InRange(Survivors(need, 10), 0.18 - 0.2, 0.18 + 0.2);
        Assert.InRange(Survivors(need, 30), 0.98 - 0.08, 1);
        Assert.Equal(1, Survivors(need, 100));
        Assert.InRange(need.Half!.Value.Steps, 10, 30);
        Assert.InRange(need.NearlyAll!.Value, need.Half.Value.Steps, 60);
        Assert.InRange(need.Safe!.Value, 30, 100);
    }

    [Fact]
    public void WithAHundredSteps_ThatIsEnough() => Assert.Equal(WarmupVerdict.Enough, Need(6, warmup: 100).Verdict);

    [Fact]
    public void AtThreeTimesTheUnit_NoneIsNeeded_AndNoFurtherRunIsMade()
    {
        var need = Need(3, warmup: 0);

        Assert.Equal(WarmupVerdict.NotNeeded, need.Verdict);
        Assert.Equal([0], need.Trials.Select(trial => trial.Steps));
    }

    [Fact]
    public void WhereThePeakItselfIsLost_NoWarmupHelps() => Assert.Equal(WarmupVerdict.NoneHelps, Need(1e6, warmup: 0, steps: 200).Verdict);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 0.1)]
    [InlineData(40, 0.025)]
    public void AnotherWarmup_LeavesTheRestOfTheScheduleAlone(int steps, double first)
    {
        var cosine = LearningRateSchedule.Cosine(200, 0.5).WithWarmup(new Warmup(20), countAfter: true);

        var other = WarmupExperiment.With(cosine, steps);

        Assert.Equal(first * cosine.Peak, other.At(0), 1e-12);
        Assert.All(Enumerable.Range(40, 160), step => Assert.Equal(cosine.At(step), other.At(step)));
    }

    [Theory]
    [InlineData(10, 300, null)]
    [InlineData(600, 300, "100 x 1")]
    [InlineData(4200, 300, "300 x 2")]
    [InlineData(1e9, 300, "300 x 5")]
    public void AsManyRunsAreMade_AsThePlannedWorkAllows(double updates, int steps, string? planned) =>
        Assert.Equal(planned,
            WarmupExperiment.Plan(updates, steps) is { } plan ? FormattableString.Invariant($"{plan.Steps} x {plan.Seeds}") : null);

    private static double Survivors(WarmupNeed need, int steps) => need.Trials.Single(trial => trial.Steps == steps).Survived.Value;

    private static WarmupNeed Need(double peak, int warmup, int steps = 1500) => WarmupExperiment.Run(
        new GuardedProblem(new TwoWeights()),
        new()
        {
            Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
            Schedule = LearningRateSchedule.Linear(steps, peak).WithWarmup(new Warmup(warmup), countAfter: false),
            BatchSize = 1,
            Steps = steps,
        },
        0,
        Seeds,
        [],
        default)!;

    /// <summary>The loss of one sample is ((uv + s)^2 - s^2)/2; the s add up to 0, so that the mean is (uv)^2/2.</summary>
    private sealed class TwoWeights : IProblem
    {
        private const double Deviation = 0.02;
        private readonly double[] _targets = Targets();

        public string Name => "two-weights";

        public int ParameterCount => 2;

        public int SampleCount => _targets.Length;

        public void Initialize(int seed, Span<double> parameters)
        {
            // u^2 + v^2 = 1 and uv = 0.01.
            var (sum, difference) = (Math.Sqrt(1.02), Math.Sqrt(0.98));
            (parameters[0], parameters[1]) = ((sum + difference) / 2, (sum - difference) / 2);
        }

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
        {
            var shift = 0.0;
            foreach (var sample in samples.Indices)
            {
                shift += _targets[sample] / samples.Count;
            }

            shift = samples.IsAll ? 0 : shift;
            var product = parameters[0] * parameters[1];
            if (!gradient.IsEmpty)
            {
                (gradient[0], gradient[1]) = ((product + shift) * parameters[1], (product + shift) * parameters[0]);
            }

            return (product * product / 2) + (product * shift);
        }

        private static double[] Targets()
        {
            var targets = new double[1024];
            new RandomNumbers(3, RandomStream.Construction).FillNormal(targets.AsSpan(0, 512), Deviation);
            for (var i = 0; i < 512; i++)
            {
                targets[512 + i] = -targets[i];
            }

            return targets;
        }
    }
}
