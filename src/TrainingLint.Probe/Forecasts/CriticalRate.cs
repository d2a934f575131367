using System;
using TrainingLint.Probe.Problems;

namespace TrainingLint.Probe.Forecasts;

/// <summary>
/// Searches the critical rate of an update by losses: doubling or halving until the loss turns, then bisection of the logarithm.
/// </summary>
internal static class CriticalRate
{
    /// <summary>Ratio of both ends of the bracket that is good enough.</summary>
    public const double Precision = 1 + (1.0 / 32);

    /// <summary>Doublings, or halvings, of the rate used; beyond, there is no critical rate to speak of.</summary>
    private const int MostDoublings = 12;

    /// <summary>Losses over more samples than these are not more telling.</summary>
    private const int MostSamples = 512;

    /// <summary>The critical multiple of an update, as two multiples that enclose it.</summary>
    /// <param name="lossAt">Loss after that multiple of the update.</param>
    /// <param name="guess">Where to begin, such as the place that was found before; above 0.</param>
    /// <returns>Ends as in <see cref="CriticalRatePoint"/>, in units of the rate used.</returns>
    public static (double Low, double High) Search(Func<double, double> lossAt, double guess = 1)
    {
        var here = lossAt(0);
        var (low, high) = Bracket(Rises, guess);
        while (low > 0 && !double.IsInfinity(high) && high / low > Precision)
        {
            var middle = Math.Sqrt(low * high);
            (low, high) = Rises(middle) ? (low, middle) : (middle, high);
        }

        return (low, high);

        // Written so that no number counts as a rise.
        bool Rises(double multiple) => !(lossAt(multiple) <= here);
    }

    private static (double Low, double High) Bracket(Func<double, bool> rises, double guess)
    {
        var at = guess;
        var isAbove = rises(at);
        for (var i = 0; i < MostDoublings; i++)
        {
            var next = isAbove ? at / 2 : at * 2;
            if (rises(next) != isAbove)
            {
                return isAbove ? (next, at) : (at, next);
            }

            at = next;
        }

        return isAbove ? (0, at) : (at, double.PositiveInfinity);
    }

    /// <summary>The samples that all losses of a search are taken over: all, or an even choice of them.</summary>
    public static SampleSet SamplesOf(IProblem problem, int most = MostSamples)
    {
        var count = problem.SampleCount;
        if (count <= most)
        {
            return SampleSet.All(count);
        }

        var chosen = new int[most];
        for (var i = 0; i < most; i++)
        {
            chosen[i] = (int)((long)i * count / most);
        }

        return SampleSet.Of(chosen);
    }
}
