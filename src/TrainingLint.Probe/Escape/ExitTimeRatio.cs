using System;

namespace TrainingLint.Probe.Escape;

/// <summary>How many times longer one recipe stays than another.</summary>
/// <param name="Value">Ratio of the mean times.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record ExitTimeRatio(double Value, double Low, double High)
{
    private const double Quantile = 1.959963984540054;

    /// <summary>The ratio of two mean times, with the error of its logarithm from both numbers of exits; null while one of them has none.</summary>
    public static ExitTimeRatio? Of(ExitTime time, ExitTime reference)
    {
        if (time.MeanSteps is not { } mean || reference.MeanSteps is not { } other)
        {
            return null;
        }

        var factor = Math.Exp(Quantile * Math.Sqrt((1.0 / time.Exits) + (1.0 / reference.Exits)));
        return new ExitTimeRatio(mean / other, mean / other / factor, mean / other * factor);
    }
}
