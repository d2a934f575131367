using System;
using System.Linq;
using System.Threading;
using TrainingLint.Core.Knowledge;
using TrainingLint.Core.Recipes;
using TrainingLint.Core.Rules;
using TrainingLint.Probe.Problems;
using TrainingLint.Probe.Problems.Functions;
using TrainingLint.Probe.Problems.Perceptrons;
using TrainingLint.Probe.Verification;
using static TrainingLint.Probe.Tests.Recipes;

namespace TrainingLint.Probe.Tests.Verification;

public class FindingVerificationTests
{
    private static readonly DigitsPerceptron Network = new([64, 16, 10]);

    [Fact]
    public void EveryRuleThatNamesAnExperiment_HasOne_AndNoOther() => Assert.Equal(
        RuleBook.Rules.Where(rule => rule.Info.Experiment is not null).Select(rule => rule.Info.Name).Order(StringComparer.Ordinal),
        FindingVerification.Rules.Except(["no-training-steps", "batch-size-invalid"]).Order(StringComparer.Ordinal));

    [Fact]
    public void ARateThatDiverges_IsConfirmed() =>
        Assert.Equal(FindingVerdict.Confirmed, Only(Sound(20), "learning-rate-too-high", Network).Verdict);

    [Fact]
    public void AHighRateThatThisProblemBears_IsNotConfirmed()
    {
        // Curvature of a hundredth is stable up to rates of 380, so a rate of 5 is only faster.
        var flat = new Quadratic([0.01, 0.008, 0.005]);

        Assert.Equal(FindingVerdict.Opposite, Only(Sound(5), "learning-rate-too-high", flat).Verdict);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.1)]
    [InlineData(double.PositiveInfinity)]
    public void ARateThatIsNone_IsUsedAsItStands(double rate) =>
        Assert.Equal(FindingVerdict.Confirmed, Only(Sound(rate), "learning-rate-invalid", Network).Verdict);

    [Fact]
    public void ARateThatIsText_CannotBeTried()
    {
        var verified = Only(Sound(double.NaN), "learning-rate-invalid", Network);

        Assert.Equal(FindingVerdict.NotMeasurable, verified.Verdict);
        Assert.Null(verified.Effect);
        Assert.Contains("no number", verified.Experiment);
    }

    [Fact]
    public void AFineTuningRate_CountsOnlyWhereItHarmsTrainedWeights()
    {
        RecipeBuilder Tuned(double rate)
        {
            var recipe = Sound(rate).Set(Facts.Optimizer, Text("AdamW")).Set(Facts.WeightDecay, Number(0.01));
            recipe.Regime = Regime.FineTuning;
            return recipe;
        }

        Assert.Equal(FindingVerdict.Confirmed, Only(Tuned(3), "learning-rate-too-high", Network).Verdict);
        Assert.Equal(FindingVerdict.NotMeasurable, Only(Tuned(2e-3), "learning-rate-too-high", Network).Verdict);
    }

    [Fact]
    public void NoMomentum_IsConfirmedInANarrowValley_AndNotInARoundBowl()
    {
        var plain = Sound(0.1).Set(Facts.Momentum, Number(0));

        Assert.Equal(FindingVerdict.Confirmed, Only(plain, "no-momentum", new Quadratic([1, 0.003, 0.002])).Verdict);
        Assert.NotEqual(FindingVerdict.Confirmed, Only(plain, "no-momentum", new Quadratic([1, 1, 1])).Verdict);
    }

    [Fact]
    public void EveryOtherFinding_IsPutRightOnBothSides()
    {
        // At a rate of 50 both sides of the question about momentum would be lost alike.
        var hopeless = Sound(50).Set(Facts.Momentum, Number(0)).Build();

        var verified = FindingVerification.Run(hopeless, FindingsOf("learning-rate-too-high", "no-momentum"), Network, new VerificationOptions());

        Assert.Equal([FindingVerdict.Confirmed, FindingVerdict.Confirmed], verified.Select(finding => finding.Verdict));
    }

    [Fact]
    public void AScheduleBeyondTheEnd_CannotBeTried_WhereNoNoiseIsLeft()
    {
        var late = Sound().Set(Facts.Schedule, Text("MultiStepLR"))
            .Set(Facts.Milestones,
                Setting<System.Collections.Generic.IReadOnlyList<double>>.Written([60, 120], "[60, 120]", "key", Core.Findings.Place.StartOf("train.yaml")));
        late.ScheduleUnit = Core.Recipes.LengthUnit.Epochs;

        Assert.Equal(FindingVerdict.NotMeasurable, Only(late, "schedule-beyond-end", new Quadratic([1, 0.5])).Verdict);
    }

    [Theory]
    [InlineData("zeros", "relu", FindingVerdict.Confirmed)]
    [InlineData("xavier_uniform", "tanh", FindingVerdict.NotReproduced)]
    public void AStart_IsTriedOnTheNetworkItself(string initialization, string activation, FindingVerdict expected) => Assert.Equal(
        expected,
        Only(Sound().Set(Facts.Initialization, Text(initialization)).Set(Facts.Activation, Text(activation)), "constant-initialization", Network).Verdict);

    [Fact]
    public void SeedsThatEndAtTheSamePlace_AreNoMatter() =>
        Assert.Equal(FindingVerdict.NotReproduced, Only(Sound(), "missing-seed", new Quadratic([1, 0.5])).Verdict);

    [Fact]
    public void SeedsThatEndInDifferentMinima_AreConfirmed() =>
        Assert.Equal(FindingVerdict.Confirmed, Only(Sound(0.01), "missing-seed", new StyblinskiTang(6), steps: 600).Verdict);

    [Fact]
    public void ANegativeDecay_IsRefusedByTheFrameworks() =>
        Assert.Contains("refuse", Only(Sound().Set(Facts.WeightDecay, Number(-0.1)), "weight-decay-extreme", Network).Experiment);

    [Fact]
    public void AFindingOfTheFileAlone_SaysSo() =>
        Assert.Equal(FindingVerdict.NotMeasurable, Only(Sound(), "duplicate-key", Network).Verdict);

    [Fact]
    public void TheSameSeeds_GiveTheSameNumbers()
    {
        VerifiedFinding Once() => Only(Sound().Set(Facts.Momentum, Number(0)), "no-momentum", Network, steps: 40);

        Assert.Equal(Once().AsWritten, Once().AsWritten);
        Assert.Equal(Once().Effect, Once().Effect);
    }

    [Fact]
    public void WithoutTime_NothingIsClaimed()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        var verified = FindingVerification.Run(Sound(20).Build(), FindingsOf("learning-rate-too-high"), Network,
            new VerificationOptions { Cancellation = stopped.Token });

        Assert.Equal(FindingVerdict.NotMeasurable, verified[0].Verdict);
        Assert.Contains("time was up", verified[0].Experiment);
    }

    private static VerifiedFinding Only(RecipeBuilder recipe, string rule, IProblem problem, int steps = 200) =>
        Assert.Single(FindingVerification.Run(recipe.Build(), FindingsOf(rule), problem, new VerificationOptions { Steps = steps }));
}
