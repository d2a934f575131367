using System;
using System.Linq;
using TrainingLint.Probe.Agreement;
using TrainingLint.Probe.Global;
using TrainingLint.Probe.Numerics;

namespace TrainingLint.Probe.Tests.Agreement;

/// <summary>The rule by which runs are judged, on ends that are made up so that the right answer is known.</summary>
public class AgreementJudgeTests
{
    private const int Samples = 1000;
    private static readonly AgreementTolerances Tolerances = new() { Gain = 1, HasGained = true };

    [Fact]
    public void TwoAlikeAndOnePoorer_IsAnOddOne()
    {
        var judgement = Judge([0.10, 0.30, 0.11], (i, j) => i == 1 || j == 1 ? 0.4 : 0.03);

        Assert.Equal(AgreementVerdict.OddOneOut, judgement.Verdict);
        Assert.Equal(1, judgement.Odd);
        Assert.Equal([[0, 2], [1]], judgement.Groups);
        Assert.Contains("seed 1", judgement.Evidence, StringComparison.Ordinal);
    }

    /// <summary>Either measure alone never makes an odd one.</summary>
    [Theory]
    [InlineData(0.30, 0.03, AgreementVerdict.Unstable)]
    [InlineData(0.11, 0.40, AgreementVerdict.Unstable)]
    [InlineData(0.11, 0.03, AgreementVerdict.Stable)]
    [InlineData(0.30, 0.40, AgreementVerdict.OddOneOut)]
    public void AnOddOne_StandsApartTwice(double loss, double churn, AgreementVerdict expected) =>
        Assert.Equal(expected, Judge([0.10, loss, 0.11], (i, j) => i == 1 || j == 1 ? churn : 0.03).Verdict);

    /// <summary>A difference in loss that would be no matter in itself still counts, when it goes with other predictions.</summary>
    [Theory]
    [InlineData(0.0019, AgreementVerdict.Unstable)]
    [InlineData(0.0021, AgreementVerdict.OddOneOut)]
    public void AnOddOne_NeedsNoLargeDifferenceInLoss(double gap, AgreementVerdict expected) =>
        Assert.Equal(expected, Judge([0.10, 0.10 + gap, 0.10], (i, j) => i == 1 || j == 1 ? 0.4 : 0.03).Verdict);

    /// <summary>Noise moves the last loss of one and the same minimum.</summary>
    [Theory]
    [InlineData(0.04, 0.010, AgreementVerdict.Stable)]
    [InlineData(0.04, 0.011, AgreementVerdict.Unstable)]
    [InlineData(0.06, 0.010, AgreementVerdict.Unstable)]
    public void TheSamePredictionsWithoutABarrier_AreStableAtAnyLoss(double churn, double barrier, AgreementVerdict expected) =>
        Assert.Equal(expected,
            Judge([0.1, 0.2],
                (i, j) => Pair([0.1, 0.2], i, j) with
                {
                    Churn = new Proportion((int)(churn * Samples), Samples),
                    Barrier = Barrier(barrier)
                }).Verdict);

    [Theory]
    [InlineData(0.149, AgreementVerdict.Unstable)]
    [InlineData(0.151, AgreementVerdict.OddOneOut)]
    public void AnOddOne_IsThreeTimesAsFarAsTheOthers(double churn, AgreementVerdict expected) =>
        Assert.Equal(expected, Judge([0.10, 0.30, 0.10], (i, j) => i == 1 || j == 1 ? churn : 0.05).Verdict);

    [Theory]
    [InlineData(0.02, 0.050, AgreementVerdict.Stable)]
    [InlineData(0.02, 0.051, AgreementVerdict.Unstable)]
    [InlineData(0.021, 0.050, AgreementVerdict.Unstable)]
    public void TheTolerances_AreTheStatedOnes(double gap, double churn, AgreementVerdict expected) =>
        Assert.Equal(expected, Judge([0, gap], (_, _) => churn).Verdict);

    [Fact]
    public void OfTwoRuns_NoneIsTheOddOne() =>
        Assert.Equal(AgreementVerdict.Unstable, Judge([0.1, 0.9], (_, _) => 0.9).Verdict);

    [Fact]
    public void TwoOddOnes_AreNone()
    {
        var judgement = Judge([0.1, 0.1, 0.9, 0.9], (i, j) => (i < 2) == (j < 2) ? 0.01 : 0.5);

        Assert.Equal(AgreementVerdict.Unstable, judgement.Verdict);
        Assert.Equal([[0, 1], [2, 3]], judgement.Groups);
    }

    /// <summary>Where nothing is predicted, the place speaks instead.</summary>
    [Theory]
    [InlineData(0.00, 0.005, AgreementVerdict.Stable)]
    [InlineData(0.00, 0.500, AgreementVerdict.SameLossElsewhere)]
    [InlineData(0.001, 0.500, AgreementVerdict.SameLossElsewhere)]
    [InlineData(0.30, 0.500, AgreementVerdict.OddOneOut)]
    [InlineData(0.30, 0.005, AgreementVerdict.Unstable)]
    public void PlacesSpeak_WhereNothingIsPredicted(double loss, double barrier, AgreementVerdict expected) =>
        Assert.Equal(expected, JudgePlaces([0, loss, 0], (i, j) => i == 1 || j == 1 ? barrier : 0).Verdict);

    [Fact]
    public void LinesThatLeaveAllBounds_DoNotMakeAnOddOne() =>
        Assert.Equal(AgreementVerdict.Unstable, JudgePlaces([0, 1, 0], (_, _) => double.PositiveInfinity).Verdict);

    [Fact]
    public void WithoutTheBarriers_NothingIsDecided() =>
        Assert.Equal(AgreementVerdict.Undecided, JudgePlaces([0, 1, 0], (_, _) => null).Verdict);

    [Fact]
    public void OneThatDiverges_IsTheOddOneOnlyAmongRunsThatAgree()
    {
        Assert.Equal(2, Judge([0.1, 0.1, double.NaN], (_, _) => 0.01).Odd);
        Assert.Equal(AgreementVerdict.Unstable, Judge([0.1, 0.9, double.NaN], (_, _) => 0.5).Verdict);
        Assert.Equal(AgreementVerdict.Unstable, Judge([0.1, double.NaN, double.NaN], (_, _) => 0.5).Verdict);
        Assert.Contains("seed 1, 2", Judge([0.1, double.NaN, double.NaN], (_, _) => 0.5).Evidence, StringComparison.Ordinal);
    }

    /// <summary>
    /// Runs of one kind: error rates are normal around their mean (cut at a tenth of it), the loss goes with them, and a run's wrong samples are its
    /// own. Simulated apart from this code, an odd one came out in none of 40,000 triples with a deviation of 20 % of the mean, and in 0.1 % with
    /// 33 %; at most 6 in 2,000 are let pass, of which that would give more in one of 200 cases.
    /// </summary>
    [Theory]
    [InlineData(3, 0.02, 0.2, 0)]
    [InlineData(3, 0.10, 0.2, 0)]
    [InlineData(3, 0.30, 0.2, 0)]
    [InlineData(3, 0.05, 0.33, 6)]
    [InlineData(3, 0.30, 0.33, 6)]
    [InlineData(5, 0.10, 0.33, 0)]
    public void ANormalSpread_HasNoOddOne(int runs, double meanError, double deviation, int mostOdd)
    {
        var random = new RandomNumbers(runs, RandomStream.Directions);
        var odd = 0;
        for (var trial = 0; trial < 2000; trial++)
        {
            var errors = Enumerable.Range(0, runs).Select(_ => meanError * Math.Max(0.1, 1 + (deviation * random.NextNormal()))).ToArray();
            var judgement = Judge([.. errors.Select(error => 3 * error)], (i, j) => errors[i] + errors[j] - (errors[i] * errors[j]));
            odd += judgement.Verdict == AgreementVerdict.OddOneOut ? 1 : 0;
        }

        Assert.InRange(odd, 0, mostOdd);
    }

    private static AgreementJudgement Judge(double[] losses, Func<int, int, double> churn) =>
        Judge(losses, (i, j) =>
            Pair(losses, i, j) with { Churn = new Proportion((int)Math.Round(churn(i, j) * Samples), Samples), Barrier = Barrier(1) });

    private static AgreementJudgement JudgePlaces(double[] losses, Func<int, int, double?> barrier) =>
        Judge(losses, (i, j) => Pair(losses, i, j) with { Barrier = barrier(i, j) is { } height ? Barrier(height) : null });

    private static AgreementJudgement Judge(double[] losses, Func<int, int, PairComparison> pair)
    {
        var ended = Enumerable.Range(0, losses.Length).Where(i => !double.IsNaN(losses[i])).ToArray();
        return AgreementJudge.Judge(
            [.. losses.Select((loss, seed) =>
                new SeedRun { Seed = seed, Steps = 1, InitialLoss = 1, FinalLoss = loss, HasDiverged = double.IsNaN(loss), Losses = [],
                    Parameters = [] })],
            [.. ended.SelectMany(i => ended.Where(j => j > i).Select(j => pair(i, j)))],
            Tolerances);
    }

    private static PairComparison Pair(double[] losses, int i, int j) =>
        new(i, j) { LossDifference = Math.Abs(losses[i] - losses[j]), Distance = 1 };

    private static LinearBarrier Barrier(double height) =>
        new() { Height = height, HeightError = 0, Climb = 0, Position = 0.5, Losses = [] };
}
