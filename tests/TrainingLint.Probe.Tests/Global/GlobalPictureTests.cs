using System;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Schedules;
using TrainingLint.Probe.Convexity;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Numerics;
using TrainingLint.Probe.Optimizers;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verdicts;
using TrainingLint.Tests;

namespace TrainingLint.Probe.Tests.Global;

public class GlobalPictureTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void InAPoorWell_TheGapIsThatBetweenBothWells(int seed)
    {
        // x^4/4 - x^2/2 + 0.2 x: the roots of x^3 - x + 0.2.
        var result = Run(new DoubleWell(0.2), 0.1, at: [1.2, 0], seed: seed);

        Assert.Equal(GlobalVerdict.PoorMinimum, result.Global!.Verdict);
        Assert.Equal(-0.459159537, result.Global.BestLoss!.Value, 6);
        Assert.Equal(-0.061276980, result.Global.BottomLoss!.Value, 6);
        Assert.Equal(0.397882557, result.Global.Gap!.Value, 6);
        Assert.Contains(result.Risks, risk => risk.Contains("poor minimum", StringComparison.Ordinal));
        Assert.Equal(2, result.Global.Minima.Count);
    }

    [Fact]
    public void InTheDeeperWell_NothingLowerIsFound()
    {
        var result = Run(new DoubleWell(0.2), 0.1, at: [-1.2, 0]);

        Assert.Equal(GlobalVerdict.BestKnown, result.Global!.Verdict);
        Assert.Equal(0, result.Global.Gap!.Value, 9);
        Assert.Empty(result.Risks);
    }

    [Fact]
    public void AllFourMinimaOfHimmelblau_AreFoundWithTheirBarriers()
    {
        var picture = Run(new Himmelblau(), 0.005, at: [2.5, 2.5]).Global!;

        Assert.Equal(GlobalVerdict.BestKnown, picture.Verdict);
        Assert.Equal(4, picture.Minima.Count);
        var barriers = picture.Minima.Select(minimum => minimum.Barrier!.Height).Order().ToArray();
        Assert.Equal(0, barriers[0], 1e-6);
        Assert.Equal(13.712239, barriers[1], 2e-3);
        Assert.Equal(71.080460, barriers[2], 1e-2);
    }

    [Fact]
    public void AmongAThousandMinima_TheLowestIsFound()
    {
        var picture = Run(new StyblinskiTang(10), 0.01).Global!;

        Assert.Equal(10 * -39.166165703771, picture.BestLoss!.Value, 6);
        Assert.Equal(GlobalVerdict.PoorMinimum, picture.Verdict);
    }

    [Fact]
    public void OnItsWayThroughABentValley_ARunIsInNoPoorMinimum()
    {
        var result = Run(new Rosenbrock(10), 5e-4);

        Assert.Equal(Verdict.StillMoving, result.Run.Verdict);
        Assert.Equal(GlobalVerdict.BestKnown, result.Global!.Verdict);
        Assert.Equal(0, result.Global.BestLoss!.Value, 9);
    }

    [Fact]
    public void TheSecondMinimumOfRosenbrock_IsAPoorOne()
    {
        var picture = Run(new Rosenbrock(4), 5e-4, at: [-0.7756592266, 0.6130933655, 0.3820628463, 0.1459720186]).Global!;

        Assert.Equal(GlobalVerdict.PoorMinimum, picture.Verdict);
        Assert.Equal(3.7014286104, picture.Gap!.Value, 6);
    }

    [Fact]
    public void UnitsInAnotherOrder_AreTheSameMinimum()
    {
        var picture = Run(new TwoCentres(), 0.05).Global!;

        Assert.True(picture.Starts > 50);
        Assert.Single(picture.Minima);
        Assert.Equal(picture.Starts, picture.Minima[0].Hits);
    }

    [Fact]
    public void AProblemThatDeclaresItself_IsConvexAndNotSearched()
    {
        var result = Run(new LogisticRegression(), 0.5);

        Assert.Equal(GlobalVerdict.Convex, result.Global!.Verdict);
        Assert.True(result.Global.LocalMinimaAreGlobal);
        Assert.Empty(result.Global.Solvers);
    }

    [Fact]
    public void AFunctionWithoutBottom_IsSaidToHaveNone()
    {
        var picture = Run(new Quadratic([1, -0.001]), 0.5).Global!;

        Assert.Equal(GlobalVerdict.Bottomless, picture.Verdict);
        Assert.Null(picture.Gap);
        Assert.False(picture.LocalMinimaAreGlobal);
    }

    [Fact]
    public void ALargeNetwork_IsNotSearchedAndTheReportSaysSo()
    {
        var picture = Run(new DigitsPerceptron([64, 8, 10], samples: 100), 0.1).Global!;

        Assert.Equal(GlobalVerdict.Unknown, picture.Verdict);
        Assert.Contains("610 parameters", picture.Evidence, StringComparison.Ordinal);
        Assert.Equal(ConvexityVerdict.NotConvex, picture.Convexity.Verdict);
    }

    [Fact]
    public void ADivergedRun_HasNoPicture() => Assert.Null(Run(new Quadratic([1, 0.1]), 2.5).Global);

    [Fact]
    public void Stopped_ItSaysThatItIsAPart()
    {
        using var stop = new CancellationTokenSource();
        var result = OptimizationProbe.Run(Options(new StyblinskiTang(10), 0.01) with
        {
            Cancellation = stop.Token,
            Progress = progress => StopAt(progress.Stage, stop),
        });

        Assert.True(result.Global!.IsPartial);
        Assert.Equal(GlobalVerdict.Unknown, result.Global.Verdict);
    }

    [Fact]
    public void TheSameSeed_GivesTheSamePicture()
    {
        static double[] Numbers(int seed) =>
            [.. Run(new StyblinskiTang(3), 0.01,
                seed: seed).Global!.Minima.SelectMany(minimum => new[] { minimum.Loss, minimum.Hits, minimum.Distance })];

        Assert.Equal(Numbers(1), Numbers(1));
        Assert.NotEqual(Numbers(1), Numbers(2));
    }

    private static void StopAt(string stage, CancellationTokenSource stop)
    {
        if (stage == "global picture")
        {
            stop.Cancel();
        }
    }

    private static ProbeOptions Options(IProblem problem, double rate, double[]? at = null, int seed = 0) => new()
    {
        Clock = StandingClock.Instance,
        Problem = problem,
        Optimizer = OptimizerSettings.Of(OptimizerKind.Sgd),
        Schedule = LearningRateSchedule.Constant(300, rate),
        Steps = 300,
        Weights = at,
        Seed = seed,
        Questions = ProbeQuestions.GlobalPicture,
        SweepSeeds = 0,
    };

    private static ProbeResult Run(IProblem problem, double rate, double[]? at = null, int seed = 0) =>
        OptimizationProbe.Run(Options(problem, rate, at, seed));

    /// <summary>Two numbers whose sum shall be 0 and whose product -1: (1, -1), in either order.</summary>
    private sealed class TwoCentres : IMatchesUnits
    {
        public string Name => "two-centres";

        public int ParameterCount => 2;

        public int SampleCount => 1;

        public void Initialize(int seed, Span<double> parameters) =>
            new RandomNumbers(seed, RandomStream.Initialization).FillNormal(parameters);

        public double Evaluate(ReadOnlySpan<double> parameters, SampleSet samples, Span<double> gradient)
        {
            var (sum, product) = (parameters[0] + parameters[1], (parameters[0] * parameters[1]) + 1);
            if (!gradient.IsEmpty)
            {
                (gradient[0], gradient[1]) = (2 * (sum + (product * parameters[1])), 2 * (sum + (product * parameters[0])));
            }

            return (sum * sum) + (product * product);
        }

        public void MatchUnits(ReadOnlySpan<double> reference, ReadOnlySpan<double> parameters, Span<double> matched)
        {
            parameters.CopyTo(matched);
            if ((reference[0] < reference[1]) != (parameters[0] < parameters[1]))
            {
                matched.Reverse();
            }
        }
    }
}
