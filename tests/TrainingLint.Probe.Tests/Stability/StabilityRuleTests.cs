using System;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Stability;

namespace TrainingLint.Probe.Tests.Stability;

/// <summary>Every limit against the update rule itself, run on a parabola.</summary>
public class StabilityRuleTests
{
    private static readonly OptimizerSettings Sgd = OptimizerSettings.Of(OptimizerKind.Sgd);

    public static TheoryData<string, OptimizerSettings> Rules => new()
    {
        { "gradient descent", Sgd },
        { "heavy ball .5", Sgd with { Momentum = 0.5 } },
        { "heavy ball .9", Sgd with { Momentum = 0.9 } },
        { "heavy ball .99", Sgd with { Momentum = 0.99 } },
        { "nesterov .5", Sgd with { Momentum = 0.5, Nesterov = true } },
        { "nesterov .9", Sgd with { Momentum = 0.9, Nesterov = true } },
        { "nesterov .99", Sgd with { Momentum = 0.99, Nesterov = true } },
        { "dampening", Sgd with { Momentum = 0.9, Dampening = 0.5 } },
        { "weight decay", Sgd with { Momentum = 0.9, WeightDecay = 0.7 } },
    };

    /// <summary>An epsilon of 1 over gradients of 1e-9 holds the divisor at 1, as the theory wants it.</summary>
    public static TheoryData<string, OptimizerSettings> RulesBehindADivisor => new()
    {
        { "adam .9", OptimizerSettings.Of(OptimizerKind.Adam) with { Epsilon = 1 } },
        { "adam .5", OptimizerSettings.Of(OptimizerKind.Adam) with { Epsilon = 1, Beta1 = 0.5 } },
        { "adam 0", OptimizerSettings.Of(OptimizerKind.Adam) with { Epsilon = 1, Beta1 = 0 } },
        { "adam with L2", OptimizerSettings.Of(OptimizerKind.Adam) with { Epsilon = 1, WeightDecay = 0.5 } },
        { "adamw", OptimizerSettings.Of(OptimizerKind.AdamW) with { Epsilon = 1, WeightDecay = 0.02 } },
        { "rmsprop", OptimizerSettings.Of(OptimizerKind.RmsProp) with { Epsilon = 1 } },
        { "rmsprop with momentum", OptimizerSettings.Of(OptimizerKind.RmsProp) with { Epsilon = 1, Momentum = 0.9 } },
        { "adagrad", OptimizerSettings.Of(OptimizerKind.Adagrad) with { Epsilon = 1 } },
        { "adamax", OptimizerSettings.Of(OptimizerKind.Adamax) with { Epsilon = 1 } },
        { "adafactor", OptimizerSettings.Of(OptimizerKind.Adafactor) with { Epsilon = 1 } },
        { "radam", OptimizerSettings.Of(OptimizerKind.RAdam) with { Epsilon = 1, Beta2 = 0.99 } },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    [MemberData(nameof(RulesBehindADivisor))]
    public void TheLimit_IsFoundBySimulationToATenthOfAPercent(string name, OptimizerSettings settings)
    {
        const double Curvature = 3;
        var limit = StabilityRule.Of(settings).LargestStableRate(Curvature)!.Value;

        var (low, high) = (0.5 * limit, 2 * limit);
        while (high - low > 1e-4 * limit)
        {
            var middle = (low + high) / 2;
            (low, high) = Grows(settings, Curvature, middle) ? (low, middle) : (middle, high);
        }

        Assert.True(Math.Abs(low - limit) < 1e-3 * limit, $"{name}: {low} against {limit}");
    }

    [Fact]
    public void AdamAtItsDefaults_AllowsThirtyEight() =>
        Assert.Equal(38, StabilityRule.Of(OptimizerSettings.Of(OptimizerKind.Adam)).LargestStableRate(1)!.Value, 10);

    /// <summary>Its momentum grows along the run, so that only the surroundings of the limit are tried, and some hundred steps.</summary>
    [Theory]
    [InlineData(0.95, false)]
    [InlineData(1.1, true)]
    public void NAdamsLimit_LiesBetweenWhatShrinksAndWhatGrows(double share, bool grows)
    {
        const double Curvature = 3;
        var settings = OptimizerSettings.Of(OptimizerKind.NAdam) with { Epsilon = 1 };
        var limit = StabilityRule.Of(settings).LargestStableRate(Curvature)!.Value;
        var optimizer = Optimizer.Create(settings, 1);
        double[] x = [1e-14];
        var largest = new double[2];
        for (var step = 0; step < 460; step++)
        {
            optimizer.Step(x, [Curvature * x[0]], step < 60 ? 0 : share * limit);
            largest[step < 260 ? 0 : 1] = Math.Max(largest[step < 260 ? 0 : 1], Math.Abs(x[0]));
        }

        Assert.Equal(3.8 / 1.09 / 3, limit, 10);
        Assert.Equal(grows, largest[1] > largest[0]);
    }

    [Theory]
    [InlineData(OptimizerKind.Lamb)]
    [InlineData(OptimizerKind.Lars)]
    [InlineData(OptimizerKind.Muon)]
    [InlineData(OptimizerKind.Prodigy)]
    [InlineData(OptimizerKind.Adadelta)]
    [InlineData(OptimizerKind.ScheduleFreeAdamW)]
    public void RulesWhoseStepsDoNotFollowTheGradient_HaveNoFixedLimit(OptimizerKind kind) =>
        Assert.Null(StabilityRule.Of(OptimizerSettings.Of(kind)).LargestStableRate(5));

    [Fact]
    public void MoreMomentum_WidensHeavyBallAndNarrowsNesterov()
    {
        double Limit(double momentum, bool nesterov) =>
            StabilityRule.Of(Sgd with { Momentum = momentum, Nesterov = nesterov }).LargestStableRate(1)!.Value;

        Assert.True(Limit(0.9, false) > Limit(0.5, false));
        Assert.True(Limit(0.9, true) < Limit(0.5, true));
    }

    [Fact]
    public void SignSteps_HaveNoLimitByCurvature() =>
        Assert.Null(StabilityRule.Of(OptimizerSettings.Of(OptimizerKind.Lion)).LargestStableRate(5));

    [Fact]
    public void WithoutUpwardCurvature_EveryRateIsStable() =>
        Assert.Equal(double.PositiveInfinity, StabilityRule.Of(Sgd).LargestStableRate(-1));

    /// <summary>Whether the oscillation is larger late in the run than in its middle, when the start is forgotten.</summary>
    private static bool Grows(OptimizerSettings settings, double curvature, double rate)
    {
        // Adam corrects its first moments for their start; that must be over before the steps are those of the theory.
        const int Corrected = 400;
        const int Window = 5_000;
        var optimizer = Optimizer.Create(settings, 1);
        double[] x = [1e-14];
        var largest = new double[4];
        for (var step = 0; step < 4 * Window && Math.Abs(x[0]) < 1e-6; step++)
        {
            optimizer.Step(x, [curvature * x[0]], step < Corrected ? 0 : rate);
            largest[step / Window] = Math.Max(largest[step / Window], Math.Abs(x[0]));
        }

        return Math.Abs(x[0]) >= 1e-6 || largest[3] > largest[1];
    }
}
