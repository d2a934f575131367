using System.Collections.Generic;
using CsCheck;
using TrainingLint.Tests;

namespace TrainingLint.Configs.Tests;

public class PropertyTests
{
    private static readonly Gen<int[]> Numbers = Gen.Int[0, 1_000].Array[0, 5];

    [Fact]
    public void Cases_AreTheSameInEveryRun() => Assert.Equal(Seen(), Seen());

    // The failing case is found again from its own seed, whatever smaller ones are found behind it.
    [Fact]
    public void CaseThatFails_IsShrunk() =>
        Assert.Throws<CsCheckException>(() =>
            Property.Holds(Numbers, 200, numbers => Assert.DoesNotContain(numbers, number => number > 900)));

    private static List<int[]> Seen()
    {
        var seen = new List<int[]>();
        Property.Holds(Numbers, 50, seen.Add);
        return seen;
    }
}
