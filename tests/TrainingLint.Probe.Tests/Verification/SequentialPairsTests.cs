using System;
using System.Linq;
using TrainingLint.Probe.Verification;

namespace TrainingLint.Probe.Tests.Verification;

/// <summary>Looking again and again at a growing set of pairs must not confirm what is not there.</summary>
public class SequentialPairsTests
{
    private static readonly (int Pairs, double Miss)[] Looks = [(5, 0.025), (8, 0.00833), (12, 0.00833), (19, 0.00833)];

    [Fact]
    public void WithoutAnEffect_RepeatedLooksRarelyConfirm()
    {
        var random = new Random(2);
        var confirmed = Enumerable.Range(0, 1000).Count(_ => Decide(random, ratio: 1, deviation: 0.8) == FindingVerdict.Confirmed);

        // At most half of 5 %: an interval that lies above 1.1 misses on one side only.
        Assert.InRange(confirmed, 0, 40);
    }

    [Fact]
    public void ATwofoldEffectThatFivePairsMiss_IsFoundByMore()
    {
        var random = new Random(3);
        var five = Enumerable.Range(0, 300).Count(_ => Look(random, 2, 0.6, [(5, 0.05)]) == FindingVerdict.Confirmed);
        random = new Random(3);
        var more = Enumerable.Range(0, 300).Count(_ => Decide(random, 2, 0.6) == FindingVerdict.Confirmed);

        Assert.True(more > five + 60, FormattableString.Invariant($"{more} against {five} of 300"));
    }

    private static FindingVerdict Decide(Random random, double ratio, double deviation) => Look(random, ratio, deviation, Looks);

    private static FindingVerdict Look(Random random, double ratio, double deviation, (int Pairs, double Miss)[] looks)
    {
        double Normal() => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
        var drawn = Enumerable.Range(0, looks[^1].Pairs).Select(_ => ratio * Math.Exp(deviation * Normal())).ToArray();
        var verdict = FindingVerdict.Inconclusive;
        foreach (var (pairs, miss) in looks)
        {
            verdict = PairedEffect.Judge(PairedEffect.Of(drawn[..pairs], [.. Enumerable.Repeat(1.0, pairs)], miss));
            if (verdict != FindingVerdict.Inconclusive)
            {
                break;
            }
        }

        return verdict;
    }
}
